package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rustyolo.policy.DomainName;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshAndOpaqueGateTest {
    private static Gate.Outcome judge(Gate gate, byte[] bytes) throws IOException {
        return gate.judge(new ByteArrayInputStream(bytes));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void takesTheBannerOfBothSides() throws IOException {
        assertThat(judge(SshGate.ofClient(), ascii("SSH-2.0-OpenSSH_9\r\n"))).isInstanceOf(Gate.Pass.class);
        assertThat(judge(SshGate.ofServer(), ascii("hello\r\nSSSH-\nSSH-2.0-x\r\n")))
                .isInstanceOfSatisfying(
                        Gate.Pass.class, pass -> assertThat(pass.prefix()).isEqualTo(ascii("hello\r\nSSSH-\nSSH-")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n", "SSSH-", "hello\nSSH-2.0-x", "SS"})
    void takesNothingElseFromAClient(String bytes) throws IOException {
        assertThat(judge(SshGate.ofClient(), ascii(bytes))).isInstanceOf(Gate.Refuse.class);
    }

    @Test
    void refusesNobodyWhoLeavesWithoutAWord() {
        for (Gate gate : List.of(SshGate.ofClient(), SshGate.ofServer())) {
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> judge(gate, new byte[0]));
        }
    }

    @Test
    void takesNoEndlessPreambleFromAServer() throws IOException {
        assertThat(judge(SshGate.ofServer(), ascii("x".repeat(20_000) + "\nSSH-2.0-x")))
                .isInstanceOf(Gate.Refuse.class);
    }

    @Test
    void opaqueTakesAnythingButTlsForAnotherName() throws IOException {
        Gate gate = new OpaqueGate(DomainName.parse("allowed.test"));
        assertThat(judge(gate, ascii("anything"))).isInstanceOf(Gate.Pass.class);
        assertThat(judge(gate, new byte[0])).isInstanceOf(Gate.Pass.class);
        assertThat(judge(gate, new byte[] {22})).isInstanceOf(Gate.Pass.class);
        byte[] ours = Hellos.record(Hellos.handshake(Hellos.body(Hellos.sni("allowed.test"))));
        byte[] others = Hellos.record(Hellos.handshake(Hellos.body(Hellos.sni("evil.test"))));
        assertThat(judge(gate, ours))
                .isInstanceOfSatisfying(
                        Gate.Pass.class, pass -> assertThat(pass.prefix()).isEqualTo(ours));
        assertThat(judge(gate, others)).isInstanceOf(Gate.Refuse.class);
        assertThat(judge(gate, Hellos.join(ServerMessages.ALERT, others))).isInstanceOf(Gate.Refuse.class);
        assertThat(judge(gate, Hellos.join(ServerMessages.CHANGE_CIPHER_SPEC, others)))
                .isInstanceOf(Gate.Refuse.class);
    }

    /** Go's servers and Java's don't look at it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 15, 255})
    void opaqueTakesNoTlsOfAVersionThatIsNot(int major) throws IOException {
        Gate gate = new OpaqueGate(DomainName.parse("allowed.test"));
        byte[] hello = Hellos.handshake(Hellos.body(Hellos.sni("evil.test")));
        byte[] others = Hellos.record(hello);
        byte[] pieces = Hellos.join(
                Hellos.record(Arrays.copyOfRange(hello, 0, 2)),
                Hellos.record(Arrays.copyOfRange(hello, 2, hello.length)));
        for (byte[] start : List.of(
                others,
                pieces,
                Hellos.join(ServerMessages.ALERT, others),
                Hellos.join(ServerMessages.CHANGE_CIPHER_SPEC, others),
                Hellos.join(Hellos.record(new byte[0]), others))) {
            byte[] odd = start.clone();
            odd[1] = (byte) major;
            assertThat(judge(gate, odd))
                    .as(HexFormat.of().formatHex(odd, 0, 12))
                    .isInstanceOf(Gate.Refuse.class);
        }
    }

    /** MongoDB's messages begin with their length, least byte first, and a number of their own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "16010000000000000000000001020304",
                "16010000010000000000000001020304",
                "16010000000100000000000001020304",
                "15010000020000000000000001020304",
                "14010000010000000000000001020304",
                "17010000020000000000000001020304",
                "1602",
                "16020000",
            })
    void opaqueTakesWhatOnlyBeginsLikeARecord(String message) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(message);
        var client = new ByteArrayInputStream(bytes);

        Gate.Outcome outcome = new OpaqueGate(DomainName.parse("allowed.test")).judge(client);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Gate.Pass.class,
                        pass -> assertThat(Hellos.join(pass.prefix(), client.readAllBytes()))
                                .isEqualTo(bytes));
    }
}
