package dev.rustyolo.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecMalformedTest {
    private static final String START =
            "{'type':'start','allow':[],'deny':[],'dnsServers':[],'allowPrivate':[],'machine':[],";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{",
                "}",
                "{}}",
                "[]",
                "null",
                "true",
                "1",
                "'drained'",
                "[{'type':'drained'}]",
                "{'type':'drained'",
                "{'type':'drained',}",
                "{type:'drained'}",
                "{'type' 'drained'}",
                "{'type':}",
                "{'type':'drained'}{'type':'drained'}",
                "{'type':'drained'} x",
                "{'type':'drained'},",
                "{'type':'drained'}]",
                "// {'type':'drained'}",
                "{'type':'drained'}//",
                "{'type':'drained'/**/}",
                "\ufeff{'type':'drained'}",
                "{'type':'drained'}\n",
                "{'type':\n'drained'}",
                "{'type':'drained'}\0",
                "{'type':'drained\u001f'}",
                "{'type':'drai\\ned'}",
                "{'type':'\\u00'}",
                "{'type':'drained','type':'drained'}",
                "{'type':'warning','message':'\\x41'}",
            })
    void refusesWhatIsNotOneJsonObject(String line) {
        assertThatThrownBy(() -> Codec.decodeEvent(json(line))).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> Codec.decodeCommand(json(line))).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                // type
                "{} | the field 'type' is missing",
                "{'message':'x'} | the field 'type' is missing",
                "{'type':1} | the field 'type' is not a string",
                "{'type':null} | the field 'type' has a value of the wrong type",
                "{'type':'no'} | unknown type of event: 'no'",
                "{'type':'Drained'} | unknown type of event: 'Drained'",
                "{'type':'heartbeat'} | unknown type of event: 'heartbeat'",
                "{'type':'\\u001b[2J'} | unknown type of event: '\\u001b[2J'",
                // fields
                "{'type':'dropped'} | the field 'count' is missing",
                "{'type':'dropped','Count':1} | the field 'count' is missing",
                "{'type':'drained','x':1} | unknown field: 'x'",
                "{'type':'dropped','count':1,'\\n':1} | unknown field: '\\n'",
                "{'type':'dropped','count':1,'count':1} | the field 'count' comes twice",
                "{'type':'ready','timings':{'a':1,'a':2}} | the field 'a' comes twice",
                // types of values
                "{'type':'dropped','count':'1'} | the field 'count' is not a whole number",
                "{'type':'dropped','count':1.0} | the field 'count' has a value of the wrong type",
                "{'type':'dropped','count':1e3} | the field 'count' has a value of the wrong type",
                "{'type':'dropped','count':null} | the field 'count' has a value of the wrong type",
                "{'type':'dropped','count':true} | the field 'count' has a value of the wrong type",
                "{'type':'dropped','count':[]} | the field 'count' is not a whole number",
                "{'type':'dropped','count':{}} | the field 'count' is not a whole number",
                "{'type':'dropped','count':01} | not a message in JSON",
                "{'type':'dropped','count':+1} | not a message in JSON",
                "{'type':'dropped','count':0x1} | not a message in JSON",
                "{'type':'dropped','count':NaN} | not a message in JSON",
                "{'type':'dropped','count':9223372036854775808} | not a message in JSON",
                "{'type':'warning','message':1} | the field 'message' is not a string",
                "{'type':'warning','message':['x']} | the field 'message' is not a string",
                "{'type':'ready','timings':[]} | the field 'timings' is not an object of whole numbers",
                "{'type':'ready','timings':{'a':'1'}} | the field 'timings' has a value of the wrong type",
                "{'type':'ready','timings':{'a':{}}} | ^^",
                "{'type':'ready','timings':{'a':null}} | the field 'timings' has a value of the wrong type",
                // values
                "{'type':'dropped','count':-1} | 'count' is negative: -1",
                "{'type':'ready','timings':{'\\u001b':-1}} | '\\u001b' is negative: -1",
                "{'type':'closed','id':-1,'sent':0,'received':0} | 'id' is negative: -1",
                "{'type':'closed','id':0,'sent':-1,'received':0} | 'sent' is negative: -1",
                "{'type':'closed','id':0,'sent':0,'received':-1} | 'received' is negative: -1",
                "{'type':'lookedUp','name':'a.test'} | the field 'address' is missing",
                "{'type':'opened','id':1,'name':'','port':0,'address':''} | 'port' is not between 1 and 65535: 0",
                "{'type':'opened','id':-1,'name':'','port':1,'address':''} | 'id' is negative: -1",
                "{'type':'opened','id':1,'name':'','port':65536,'address':''} | the field 'port' is not a port",
                "{'type':'opened','id':1,'name':'','port':65979,'address':''} | the field 'port' is not a port",
                "{'type':'opened','id':1,'name':'','port':4294967739,'address':''} | the field 'port' is not a port",
                "{'type':'denied','layer':'dns','name':'','port':-1,'reason':''} | the field 'port' is not a port",
                "{'type':'denied','layer':'DNS','name':'','port':1,'reason':''} | unknown layer: 'DNS'",
                "{'type':'denied','layer':'','name':'','port':1,'reason':''} | unknown layer: ''",
            })
    void refusesEventsWithAReason(String line, String reason) {
        assertThatThrownBy(() -> Codec.decodeEvent(json(line)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(json(reason))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).matches("[ -~]+"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'type':'drained'} | unknown type of command: 'drained'",
                "{'type':'drain','x':[]} | unknown field: 'x'",
                "{'type':'heartbeat','type':'drain'} | the field 'type' comes twice",
                "'agentUid':0} | agentUid is not between 1 and 4294967294: 0",
                "'agentUid':-1} | agentUid is not between 1",
                "'agentUid':4294967295} | agentUid is not between 1",
                "'agentUid':4294967296} | agentUid is not between 1",
                "'agentUid':'1000'} | the field 'agentUid' is not a whole number",
                "'agentUID':1000} | the field 'agentUid' is missing",
                "'agentUid':1000,'verbose':1} | unknown field: 'verbose'",
                "'agentUid':1000,'allow':['evil.test']} | the field 'allow' comes twice",
            })
    void refusesCommandsWithAReason(String line, String reason) {
        String whole = line.startsWith("{") ? line : START + line;

        assertThatThrownBy(() -> Codec.decodeCommand(json(whole)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(json(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a.test'",
                "null",
                "{}",
                "{'a':1}",
                "1",
                "[1]",
                "[null]",
                "['a.test',null]",
                "[['a.test']]",
                "[{}]",
                "[true]"
            })
    void takesNothingButListsOfStringsForRules(String allow) {
        String line = json(START.replace("'allow':[]", "'allow':" + allow) + "'agentUid':1000}");

        assertThatThrownBy(() -> Codec.decodeCommand(line)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void survivesDeepNesting() {
        String deep = "{\"type\":" + "[".repeat(1 << 20);

        assertThatThrownBy(() -> Codec.decodeEvent(deep)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void holdsLinesToTheirLength() {
        // Given the longest warning that fits
        int frame = Codec.encode(new Event.Warning("")).length();
        Event longest = new Event.Warning("x".repeat(Codec.MAX_LINE - frame));
        Event tooLong = new Event.Warning("x".repeat(Codec.MAX_LINE - frame + 1));

        // Then
        String line = Codec.encode(longest);
        assertThat(line).hasSize(Codec.MAX_LINE);
        assertThat(Codec.decodeEvent(line).equals(longest)).isTrue();
        assertThatThrownBy(() -> Codec.decodeEvent(line + " "))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the line is longer than 8388608 characters");
        assertThatThrownBy(() -> Codec.encode(tooLong))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the message is longer than 8388608 characters");
    }

    @Test
    void checksMessagesThatWereNotRead() {
        assertThatThrownBy(() -> new Command.Start(List.of(), List.of(), List.of(), List.of(), List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Event.Denied(Layer.TLS, "", 65_536, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Event.Opened(1, "a.test", 0, "")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Single quotes are easier to read in a table. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
