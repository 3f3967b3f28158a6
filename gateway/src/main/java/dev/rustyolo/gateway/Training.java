package dev.rustyolo.gateway;

import dev.rustyolo.gateway.check.SelfCheckTraining;
import dev.rustyolo.gateway.dns.Answers;
import dev.rustyolo.gateway.dns.ResolverServer;
import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.dns.UpstreamResolver;
import dev.rustyolo.gateway.event.EventWriter;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.gateway.kernel.Kernel;
import dev.rustyolo.gateway.kernel.KernelTraining;
import dev.rustyolo.gateway.proxy.Dialer;
import dev.rustyolo.gateway.proxy.ProxyTraining;
import dev.rustyolo.gateway.proxy.TransparentProxy;
import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Does, without any privilege or network, what a session does, so that the image's build can record which classes that
 * takes (JEP 514). What is missed here only costs time.
 */
final class Training {
    private Training() {}

    static void run(EventWriter real) {
        var events = new EventWriter(OutputStream.nullOutputStream());
        events.start();
        Options options = Options.parse(List.of("--uid", "64000"));
        var policy = new PolicyInForce(options.plan());
        var addresses = new SyntheticAddresses(options.plan());
        var answers = new Answers(policy, addresses, events);
        try {
            Kernel kernel = KernelTraining.run();
            ResolverServer.start(answers);
            var dialer = new Dialer(policy, new UpstreamResolver(policy, Clock.systemUTC()));
            var proxy = new TransparentProxy(kernel.listener(), policy, addresses, dialer, events);
            proxy.start();
            SelfCheckTraining.run(
                    kernel.foreign(), (InetSocketAddress) kernel.listener().getLocalAddress());
            new Session(new Gateway(policy, proxy, Map.of("training", 0L)), events, options.patience())
                    .run(new ByteArrayInputStream(conversation()));
            Rehearsal.run(answers);
            ProxyTraining.run(policy, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        real.sendNow(new Event.Standby(Version.CURRENT));
        real.sendNow(new Event.Ready(Map.of("training", 0L)));
    }

    private static byte[] conversation() {
        var start = new Command.Start(
                List.of("example.com", "*.example.org:8443"),
                List.of("bad.example.com"),
                List.of("127.0.0.1"),
                List.of("10.0.0.0/8"),
                List.of(),
                1);
        var lines = new StringBuilder();
        for (Command command : List.of(start, new Command.Heartbeat(), new Command.Drain())) {
            lines.append(Codec.encode(command)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
