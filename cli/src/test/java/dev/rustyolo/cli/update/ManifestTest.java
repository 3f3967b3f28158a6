package dev.rustyolo.cli.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
    private static final String GOOD = Signed.manifest("1.10.0", new byte[] {1, 2, 3});
    private static final String DIGEST = "a".repeat(64);

    @Test
    void isReadAsItStandsThere() throws IOException {
        Manifest manifest = Manifest.parse(GOOD.getBytes(UTF_8));

        assertThat(manifest.version()).isEqualTo(ReleaseVersionTest.version("1.10.0"));
        assertThat(manifest.target()).isEqualTo("x86_64-unknown-linux-gnu");
        assertThat(manifest.archive()).isEqualTo("rustyolo-x86_64-unknown-linux-gnu.tar.gz");
        assertThat(manifest.size()).isEqualTo(3);
        assertThat(manifest.sha256()).isEqualTo(Signed.sha256(new byte[] {1, 2, 3}));
        assertThat(manifest.minimum()).isEqualTo(ReleaseVersionTest.version("0.1.0"));
        assertThat(manifest.expires()).isEqualTo(Instant.parse("2027-11-27T00:00:00Z"));
        assertThat(manifest.agentImage()).isEmpty();
    }

    @Test
    void imagesHaveARegistryAndADigest() throws IOException {
        String reference = "registry.example.com:5000/team/rustyolo@sha256:" + DIGEST;

        assertThat(Manifest.parse(with("\"agent\":\"\"", "\"agent\":\"" + reference + "\""))
                        .agentImage())
                .isEqualTo(reference);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"format\":1 | [{\"format\":1 | isn't one JSON object",
                "\"format\":1 | \"format\":2 | knows only 1",
                "\"format\":1 | \"format\":\"1\" | isn't a number",
                "\"format\":1, | `` | isn't a number",
                "\"format\":1 | \"format\":1,\"format\":1 | Duplicate field",
                "\"format\":1 | \"format\":1,\"more\":1 | which this format doesn't",
                "\"version\":\"1.10.0\", | `` | it has no \"version\"",
                "1.10.0 | 1.10 | \"version\" isn't a version",
                "\"1.10.0\" | 1 | \"version\" isn't a string",
                "\"size\":3 | \"size\":0 | at most",
                "\"size\":3 | \"size\":-1 | at most",
                "\"size\":3 | \"size\":3.5 | isn't a whole number",
                "\"size\":3 | \"size\":1e3 | isn't a whole number",
                "\"size\":3 | \"size\":536870913 | at most",
                "\"size\":3 | \"size\":99999999999999999999 | isn't a whole number",
                "\"size\":3 | \"size\":\"3\" | isn't a number",
                "\"sha256\":\"0 | \"sha256\":\" | isn't 64",
                "\"sha256\":\"0 | \"sha256\":\"A | isn't 64",
                "2027-11-27T00:00:00Z | 2027-11-27 | isn't a time",
                "2027-11-27T00:00:00Z | never | isn't a time",
                "{\"agent\":\"\",\"gateway\":\"\"} | \"\" | isn't an object",
                "\"agent\":\"\" | \"other\":\"\" | it has no \"agent\"",
                "\"agent\":\"\" | \"agent\":\"team/image:latest\" | named by registry and digest",
                "\"agent\":\"\" | \"agent\":\"-x/y@sha256:" + "0000\" | named by registry and digest",
                "\"agent\":\"\" | \"agent\":\"a.test/b@sha256:00\" | isn't 64",
                "\"agent\":\"\" | \"agent\":\"team/image@sha256:" + "0000\" | named by registry and digest",
                "\"}} | \"}} more | Unrecognized token",
                "/* */ | // x | unchanged",
            })
    void anythingElseIsRefused(String from, String to, String why) {
        String changed = GOOD.replace(Signed.sha256(new byte[] {1, 2, 3}), "0" + "f".repeat(63))
                .replace(from, to == null ? "" : to);
        if (why.equals("unchanged")) {
            // Comments are no part of JSON.
            changed = "// a comment\n" + changed;
        }
        byte[] bytes = changed.getBytes(UTF_8);

        assertThatThrownBy(() -> Manifest.parse(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why.equals("unchanged") ? "comment" : why);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] bytes = GOOD.getBytes(UTF_8);
        bytes[20] = (byte) 0xff;

        assertThatThrownBy(() -> Manifest.parse(bytes)).hasMessageContaining("isn't UTF-8");
    }

    private static byte[] with(String from, String to) {
        return GOOD.replace(from, to).getBytes(UTF_8);
    }
}
