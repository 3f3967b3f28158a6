package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.event.EventSink;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * Dials for one client, or says no: to the person by an event, to the client in its own protocol where that has words for it,
 * and else by a reset.
 *
 * @param client who waits
 * @param dialer knows which addresses may be dialled
 * @param events for the person
 */
record Reach(Socket client, Dialer dialer, EventSink events) {
    private static final int HTTP = 80;

    /** Dials a name; nothing comes back when that was refused or failed, which has been said. */
    Optional<Socket> dial(DomainName name, int port) {
        try {
            return Optional.of(dialer.dial(name, port));
        } catch (Dialer.RefusedAddressException e) {
            String reason = String.valueOf(e.getMessage());
            byte[] reply = port == HTTP ? HttpReply.forbiddenAddress(reason) : new byte[0];
            refuse(name.ascii(), port, Layer.ADDRESS, reason, reply);
        } catch (IOException e) {
            String reason = name.ascii() + ":" + port + " could not be reached: " + e.getMessage();
            events.send(new Event.Warning(reason));
            Sockets.refuse(client, port == HTTP ? HttpReply.unreachable(reason) : new byte[0]);
        }
        return Optional.empty();
    }

    /** Dials an address that is allowed itself; nothing comes back as above. */
    Optional<Socket> dialLiteral(InetAddress address, int port) {
        String shown = IpAddresses.format(address);
        try {
            return Optional.of(dialer.dialLiteral(address, port));
        } catch (Dialer.RefusedAddressException e) {
            refuse(shown, port, Layer.CONNECT, String.valueOf(e.getMessage()), new byte[0]);
        } catch (IOException e) {
            events.send(new Event.Warning(shown + ":" + port + " could not be reached: " + e.getMessage()));
            Sockets.refuse(client, new byte[0]);
        }
        return Optional.empty();
    }

    /** Refuses for what was said on a connection. */
    void refuse(DomainName name, int port, Gate.Refuse refusal) {
        refuse(name.ascii(), port, refusal.layer(), refusal.reason(), refusal.reply());
    }

    /** Refuses. */
    void refuse(String name, int port, Layer layer, String reason, byte[] reply) {
        events.send(new Event.Denied(layer, name, port, reason));
        Sockets.refuse(client, reply);
    }
}
