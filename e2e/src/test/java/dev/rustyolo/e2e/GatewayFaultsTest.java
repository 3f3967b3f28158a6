package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.FaultTable;
import dev.rustyolo.e2e.sandbox.FaultyClient;
import dev.rustyolo.e2e.sandbox.MutantGateway;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each step of a gateway's start fails, lies or hangs (catalogue T03). */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GatewayFaultsTest {
    private static final int GATEWAY_FAILED = 70;

    /** The fault is chosen by a variable, so that one image does for all of them. */
    private static final Map<String, String> SCRIPTS = Map.of("nft", """
            case "$FAULT $1" in
              "nft fails "*) echo no netlink >&2; exit 1 ;;
              "nft does nothing and lists what was meant "-f) exec cat >/dev/null ;;
              "nft does nothing and lists what was meant "*) exec cat /rules.nft ;;
              "nft does nothing "*) exec cat >/dev/null ;;
              "nft loads something else and lists what was meant "-f) cat >/dev/null; exec /real/nft -f /hole.nft ;;
              "nft loads something else and lists what was meant "*) exec cat /rules.nft ;;
              "nft hangs "*) exec sleep 3600 ;;
              "nft dies "*) kill -KILL $$ ;;
            esac
            exec /real/nft "$@\"""", "ip", """
            case $FAULT in
              "ip fails") echo not permitted >&2; exit 2 ;;
              "ip does nothing") exec cat >/dev/null ;;
              "ip hangs") exec sleep 3600 ;;
            esac
            exec /real/ip "$@\"""");

    private final Lab lab;
    private final Project project = Project.withProbes(Account.unprivileged());
    private final MutantGateway scripted;

    GatewayFaultsTest(Lab lab) {
        this.lab = lab;
        this.scripted = MutantGateway.withPrograms("scripted", SCRIPTS);
    }

    @AfterAll
    void deleteProject() {
        try (scripted) {
            project.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nft fails, nft failed with 1: no netlink",
        "nft does nothing, does not hold the rules",
        "nft does nothing and lists what was meant, self-check",
        "nft loads something else and lists what was meant, self-check: a direct connection was not refused",
        "nft hangs, nft did not end within",
        "nft dies, nft failed with 137",
        "ip fails, ip failed with 2: not permitted",
        "ip does nothing, self-check",
        "ip hangs, ip did not end within",
    })
    void noAgentStartsWhen(String fault, String reason) {
        assertNoAgent(fault, reason, withFault(fault));
    }

    /** The control of those above: the same image, with scripts that do the programs' work, is no fault. */
    @Test
    void scriptsThatDoTheirWorkAreNoFault() {
        Output end = withFault("none").run("--", "true");

        assertThat(end.exitCode()).as(end.text()).isZero();
    }

    private Rustyolo withFault(String fault) {
        return FaultyClient.changing(
                        "run-gateway", "--read-only) set -- \"$@\" --read-only \"--env=FAULT=" + fault + "\";;")
                .in(inLab().withVariable(MutantGateway.VARIABLE, scripted.image()));
    }

    /** The kernel says yes to setresuid and doesn't do it: what a filter that answers with error 0 makes of the call. */
    @Test
    void noAgentStartsWhenThePrivilegesStay() throws IOException {
        Path shipped = Rustyolo.binary().resolveSibling("../lib/seccomp/gateway.json");
        String profile = Files.readString(shipped);
        String lying = profile.replace("\"setgroups\", \"setresuid\",", "\"setgroups\",")
                .replace(
                        "\"syscalls\": [",
                        "\"syscalls\": [{\"names\": [\"setresuid\"], \"action\": \"SCMP_ACT_ERRNO\", \"errnoRet\": 0},");
        assertThat(lying).doesNotContain("\"setgroups\", \"setresuid\"").contains("\"errnoRet\": 0");
        Path changed = project.write(project.home().resolve("gateway.json"), lying);

        assertNoAgent(
                "the privilege drop doesn't take",
                "privileges were not given up: Uid is 0",
                FaultyClient.changing(
                                "run-gateway",
                                "--security-opt=seccomp=*) set -- \"$@\" --security-opt=seccomp=" + changed + ";;")
                        .in(inLab()));
    }

    @Test
    void noAgentStartsWhenTheResolversPortIsTaken() {
        // Networks belong to a user namespace where there is one.
        boolean rootless = Engine.current().isRootless();
        String squatter = Docker.run(
                "run",
                "-d",
                "--rm",
                rootless ? "--userns=keep-id" : "--userns=host",
                "--user=0:0",
                "--label",
                Lab.LABEL,
                "--network",
                Lab.NETWORK,
                Lab.IMAGE,
                "python3",
                "-c",
                "import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM);"
                        + " s.bind(('127.0.0.1', 15053)); time.sleep(600)");
        try {
            assertNoAgent(
                    "the resolver's port is taken",
                    "in use",
                    FaultyClient.changing(
                                    "run-gateway",
                                    "--network=*) set -- \"$@\" --network=container:" + squatter
                                            + (rootless
                                                    ? " --userns=container:" + squatter + ";; --userns=*) ;;"
                                                    : ";;")
                                            + " --hostname=*) ;;")
                            .in(inLab()));
        } finally {
            Docker.run("rm", "-f", squatter);
        }
    }

    private Rustyolo inLab() {
        return Rustyolo.inLab(project, lab);
    }

    private void assertNoAgent(String fault, String reason, Rustyolo typed) {
        Output end = typed.run("--", "touch", "ran");

        FaultTable.add(fault, end);
        assertThat(end.exitCode()).as(end.text()).isEqualTo(GATEWAY_FAILED);
        assertThat(end.err()).contains("no agent was started").contains(reason);
        assertThat(project.directory().resolve("ran")).doesNotExist();
        assertThat(Session.liveIds()).isEmpty();
    }
}
