package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.gateway.proxy.ServerHellos.Answer;
import dev.rustyolo.policy.DomainName;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real clients and servers of TLS, with what the gateway has between them: none may notice it. */
@Timeout(30)
class TlsThroughRelayTest {
    private static final RealTls TLS = RealTls.make();

    private final SocketPair clientSide = SocketPair.open();
    private final SocketPair serverSide = SocketPair.open();
    private final Relay relay = new Relay(clientSide.ours(), serverSide.ours());
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws IOException {
        clientSide.close();
        serverSide.close();
    }

    @Test
    void modern() throws Exception {
        converse(parameters -> {}, parameters -> {}, 1);
        assertThat(answers).containsExactly(Answer.NEW);
    }

    @Test
    void aRetry() throws Exception {
        converse(
                parameters -> parameters.setNamedGroups(new String[] {"secp256r1", "secp521r1"}),
                parameters -> parameters.setNamedGroups(new String[] {"secp521r1"}),
                1);
        assertThat(answers).as("a second hello was asked for").containsExactly(Answer.RETRY, Answer.NEW);
    }

    @Test
    void newKeysInBetween() throws Exception {
        converse(parameters -> {}, parameters -> parameters.setProtocols(new String[] {"TLSv1.3"}), 3);
        assertThat(answers).containsExactly(Answer.NEW);
    }

    @Test
    void oldWithACertificateOfTheClients() throws Exception {
        converse(parameters -> {}, this::oldWithCertificate, 1);
        assertThat(answers).containsExactly(Answer.OLD);
    }

    @Test
    void oldWithRenegotiations() throws Exception {
        converse(parameters -> {}, this::oldWithCertificate, 3);
        assertThat(answers).containsExactly(Answer.OLD);
    }

    private void oldWithCertificate(SSLParameters parameters) {
        parameters.setProtocols(new String[] {"TLSv1.2"});
        parameters.setNeedClientAuth(true);
    }

    /** A handshake, an exchange of bytes, and as often as said the same again on the same connection. */
    private void converse(Consumer<SSLParameters> client, Consumer<SSLParameters> server, int times) throws Exception {
        SSLSocket talker = TLS.client(clientSide.test(), client);
        SSLSocket listener = TLS.server(serverSide.test(), server);
        Thread gateway = Thread.ofVirtual().start(this::carry);
        Thread serving = Thread.ofVirtual().start(() -> echo(listener));
        for (int i = 0; i < times; i++) {
            talker.startHandshake();
            byte[] said = ("hello " + i + ".".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
            talker.getOutputStream().write(said);
            assertThat(talker.getInputStream().readNBytes(said.length)).isEqualTo(said);
        }
        talker.close();
        serving.join();
        gateway.join();
        assertThat(refusals).isEmpty();
    }

    private static void echo(SSLSocket listener) {
        try (listener) {
            listener.getInputStream().transferTo(listener.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what the server's answer was each time the client had said something more. */
    private InputStream noting(InputStream later) {
        return new FilterInputStream(later) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                Answer answer = relay.serverHellos().answer();
                if (!answers.contains(answer)) {
                    answers.add(answer);
                }
                return count;
            }
        };
    }

    /** As a connection has it. */
    private void carry() {
        try (var first = new FirstBytes(
                clientSide.ours(),
                new FirstBytes.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20)),
                new FirstBytes.Budget())) {
            var gate = new TlsGate(DomainName.parse("allowed.test"));
            if (!(gate.judge(first) instanceof Gate.Pass pass)) {
                refusals.add("the first hello");
                return;
            }
            relay.forward(pass.prefix());
            var later = new LaterHellos(
                    first.rest(),
                    first.further(),
                    gate,
                    relay.serverHellos(),
                    new FirstBytes.Budget(),
                    refusal -> refusals.add(refusal.reason()));
            Thread upload = Thread.ofVirtual().start(() -> relay.upload(noting(later)));
            relay.download();
            upload.join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
