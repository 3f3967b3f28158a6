package dev.rustyolo.gateway;

import dev.rustyolo.gateway.dns.Answers;
import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.event.EventWriter;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.gateway.kernel.KernelTraining;
import dev.rustyolo.gateway.proxy.ProxyTraining;
import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Does, without any privilege or network, what a session does, so that the image's build can record which classes that
 * takes (JEP 514). What is missed here only costs time.
 */
final class Training {
    private Training() {}

    static void run(EventWriter real) {
        var events = new EventWriter(OutputStream.nullOutputStream());
        events.start();
        var start = new Command.Start(
                List.of("example.com", "*.example.org:8443"),
                List.of(),
                List.of("127.0.0.1"),
                List.of("10.0.0.0/8"),
                1);
        var policy = new PolicyInForce();
        Codec.decodeCommand(Codec.encode(new Command.Heartbeat()));
        policy.replace((Command.Start) Codec.decodeCommand(Codec.encode(start)), List.of());
        var answers = new Answers(policy, new SyntheticAddresses(), events);
        try {
            for (String name : List.of("example.com.", "evil.example.", "gateway.rustyolo.internal.")) {
                var question = Record.newRecord(Name.fromString(name), Type.A, DClass.IN);
                answers.answer(new Message(Message.newQuery(question).toWire())).toWire();
            }
            ProxyTraining.run(policy, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        KernelTraining.run();
        real.sendNow(new Event.Ready(Map.of("training", 0L)));
    }
}
