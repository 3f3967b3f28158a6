package dev.rustyolo.gateway;

import dev.rustyolo.gateway.check.SelfCheck;
import dev.rustyolo.gateway.dns.Answers;
import dev.rustyolo.gateway.dns.ResolverServer;
import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.dns.UpstreamResolver;
import dev.rustyolo.gateway.event.EventWriter;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.gateway.kernel.Kernel;
import dev.rustyolo.gateway.proxy.Dialer;
import dev.rustyolo.gateway.proxy.TransparentProxy;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A gateway that runs: rules loaded, privileges gone, resolver and proxy serving, both directions proved. It denies
 * everything until a policy is put in force.
 *
 * @param policy where to put it
 * @param proxy to drain at the end
 * @param timings step → milliseconds
 */
record Gateway(PolicyInForce policy, TransparentProxy proxy, Map<String, Long> timings) {
    /**
     * Starts one in this process.
     *
     * @throws dev.rustyolo.gateway.kernel.KernelException when a step or the self-check fails; the process must end
     */
    static Gateway start(Options options, EventWriter events) throws IOException {
        var policy = new PolicyInForce(options.plan());
        var addresses = new SyntheticAddresses(options.plan());
        var answers = new Answers(policy, addresses, events);
        Rehearsal.start(answers);
        Kernel kernel = Kernel.setUp(options.uid(), options.plan());
        var timings = new LinkedHashMap<>(kernel.timings());
        long start = System.nanoTime();

        ResolverServer.start(answers);
        var resolver = new UpstreamResolver(policy, Clock.systemUTC());
        var proxy = new TransparentProxy(kernel.listener(), policy, addresses, new Dialer(policy, resolver), events);
        proxy.start();
        long served = System.nanoTime();
        timings.put("services", (served - start) / 1_000_000);

        new SelfCheck(kernel.foreign()).run();
        timings.put("self-check", (System.nanoTime() - served) / 1_000_000);
        return new Gateway(policy, proxy, timings);
    }
}
