package dev.rustyolo.gateway;

import dev.rustyolo.gateway.dns.Answers;
import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.ProtocolException;
import java.io.IOException;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Has the resolver answer and the pipe's codec read and write, to nobody. What code does first it does slowly: here that is
 * while the start waits for nft, rather than in the self-check and in front of the first command.
 */
final class Rehearsal {
    private Rehearsal() {}

    static void start(Answers answers) {
        Thread.ofPlatform().daemon().name("rehearsal").start(() -> run(answers));
    }

    static void run(Answers answers) {
        try {
            for (String name : List.of("rehearsal.invalid.", "gateway.rustyolo.internal.")) {
                var question = Record.newRecord(Name.fromString(name), Type.A, DClass.IN);
                answers.answer(new Message(Message.newQuery(question).toWire())).toWire();
            }
            Codec.decodeCommand(
                    Codec.encode(new Command.Start(List.of(), List.of(), List.of(), List.of(), List.of(), 1)));
        } catch (IOException | ProtocolException e) {
            // The self-check will say the same, to somebody.
        }
    }
}
