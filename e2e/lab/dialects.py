"""The languages that agents and models speak: what a request says, and how an answer is said.

A dialect has:
  PATH                     a part of the URL's path by which its requests are known
  tools(request)           the names of the tools offered
  results(request)         what the tools answered so far, each as (id, failed?, text)
  answer(request, action)  the answer as JSON
  events(request, action)  the same as server-sent events, each as (name, data)
An action is ("text", TEXT) or ("tool", NAME, INPUT, ID).
"""

import json


def text_of(content):
    """Returns the text of a message or result, which is a string or a list of blocks."""
    if isinstance(content, str):
        return content
    return "".join(block.get("text", "") for block in content or [])


class Messages:
    """Anthropic's."""

    PATH = "/v1/messages"
    USAGE = {"input_tokens": 10, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": 5}

    def tools(self, request):
        return [tool.get("name") for tool in request.get("tools", [])]

    def results(self, request):
        contents = [message.get("content") for message in request["messages"]]
        blocks = [block for content in contents if isinstance(content, list) for block in content]
        return [
            (block["tool_use_id"], bool(block.get("is_error")), text_of(block.get("content")))
            for block in blocks
            if block["type"] == "tool_result"
        ]

    def block(self, action):
        if action[0] == "text":
            return {"type": "text", "text": action[1]}, "end_turn"
        return {"type": "tool_use", "id": f"toolu_{action[3]}", "name": action[1], "input": action[2]}, "tool_use"

    def message(self, request, content, stop_reason):
        return {
            "id": "msg_lab",
            "type": "message",
            "role": "assistant",
            "model": request.get("model", "lab"),
            "content": content,
            "stop_reason": stop_reason,
            "stop_sequence": None,
            "usage": self.USAGE,
        }

    def answer(self, request, action):
        block, stop_reason = self.block(action)
        return self.message(request, [block], stop_reason)

    def events(self, request, action):
        block, stop_reason = self.block(action)
        if block["type"] == "text":
            empty, delta = block | {"text": ""}, {"type": "text_delta", "text": block["text"]}
        else:
            empty = block | {"input": {}}
            delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        stop = {"stop_reason": stop_reason, "stop_sequence": None}
        for event in (
            {"type": "message_start", "message": self.message(request, [], None)},
            {"type": "content_block_start", "index": 0, "content_block": empty},
            {"type": "content_block_delta", "index": 0, "delta": delta},
            {"type": "content_block_stop", "index": 0},
            {"type": "message_delta", "delta": stop, "usage": self.USAGE},
            {"type": "message_stop"},
        ):
            yield event["type"], event


class Responses:
    """OpenAI's newer one."""

    PATH = "/v1/responses"
    USAGE = {
        "input_tokens": 10,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": 5,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 15,
    }

    def tools(self, request):
        return [tool.get("name", tool.get("type")) for tool in request.get("tools", [])]

    def results(self, request):
        return [
            (item["call_id"], False, text_of(item.get("output")))
            for item in request["input"]
            if item.get("type") == "function_call_output"
        ]

    def item(self, action):
        if action[0] == "text":
            content = [{"type": "output_text", "text": action[1], "annotations": []}]
            return {"type": "message", "id": "msg_lab", "role": "assistant", "status": "completed", "content": content}
        call = f"call_{action[3]}"
        return {
            "type": "function_call",
            "id": "fc_" + call,
            "call_id": call,
            "name": action[1],
            "arguments": json.dumps(action[2]),
            "status": "completed",
        }

    def answer(self, request, action):
        return {
            "id": "resp_lab",
            "object": "response",
            "status": "completed",
            "model": request.get("model", "lab"),
            "output": [self.item(action)],
            "usage": self.USAGE,
        }

    def events(self, request, action):
        whole, item = self.answer(request, action), self.item(action)
        for event in (
            {"type": "response.created", "response": whole | {"status": "in_progress", "output": []}},
            {"type": "response.output_item.added", "output_index": 0, "item": item},
            {"type": "response.output_item.done", "output_index": 0, "item": item},
            {"type": "response.completed", "response": whole},
        ):
            yield event["type"], event


class Completions:
    """OpenAI's older one, which most others speak too."""

    PATH = "/v1/chat/completions"
    USAGE = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}

    def tools(self, request):
        return [tool["function"]["name"] for tool in request.get("tools", [])]

    def results(self, request):
        return [
            (message["tool_call_id"], False, text_of(message.get("content")))
            for message in request["messages"]
            if message["role"] == "tool"
        ]

    def message(self, action):
        if action[0] == "text":
            return {"role": "assistant", "content": action[1]}, "stop"
        function = {"name": action[1], "arguments": json.dumps(action[2])}
        call = {"index": 0, "id": f"call_{action[3]}", "type": "function", "function": function}
        return {"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls"

    def answer(self, request, action):
        message, reason = self.message(action)
        choice = {"index": 0, "message": message, "finish_reason": reason}
        return self.envelope(request, "chat.completion", [choice]) | {"usage": self.USAGE}

    def events(self, request, action):
        message, reason = self.message(action)
        delta = {"index": 0, "delta": message, "finish_reason": None}
        yield "", self.envelope(request, "chat.completion.chunk", [delta])
        end = {"index": 0, "delta": {}, "finish_reason": reason}
        yield "", self.envelope(request, "chat.completion.chunk", [end]) | {"usage": self.USAGE}
        yield "", "[DONE]"

    def envelope(self, request, kind, choices):
        return {"id": "lab", "object": kind, "created": 1, "model": request.get("model", "lab"), "choices": choices}


class Generate:
    """Google's."""

    PATH = "enerateContent"
    USAGE = {"promptTokenCount": 10, "candidatesTokenCount": 5, "totalTokenCount": 15}

    def tools(self, request):
        return [
            function["name"] for tool in request.get("tools", []) for function in tool.get("functionDeclarations", [])
        ]

    def results(self, request):
        parts = [part for content in request["contents"] for part in content.get("parts", [])]
        return [
            (part["functionResponse"].get("id", ""), False, json.dumps(part["functionResponse"].get("response")))
            for part in parts
            if "functionResponse" in part
        ]

    def answer(self, request, action):
        if action[0] == "text":
            part = {"text": action[1]}
        else:
            part = {"functionCall": {"name": action[1], "args": action[2]}}
        candidate = {"content": {"role": "model", "parts": [part]}, "finishReason": "STOP", "index": 0}
        return {"candidates": [candidate], "usageMetadata": self.USAGE, "modelVersion": "lab"}

    def events(self, request, action):
        yield "", self.answer(request, action)


ALL = [Messages(), Responses(), Completions(), Generate()]
