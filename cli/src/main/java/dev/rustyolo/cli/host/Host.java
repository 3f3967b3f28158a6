package dev.rustyolo.cli.host;

import static java.util.Objects.requireNonNull;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The machine as this run sees it. Tests make their own.
 *
 * @param environment the host's environment variables
 * @param workingDirectory where the command was typed, absolute
 * @param home the user's home directory as the shell has it, absolute
 * @param accountHome the user's home directory as the account has it, absolute; mostly the same
 * @param account who we run as
 * @param terminal are stdin and stdout both terminals?
 * @param locations where our own files live
 * @param resolverFiles the files in which this machine says which DNS servers it uses, the first one first
 * @param routeFile the kernel's table of IPv4 routes and addresses, as /proc/net/fib_trie; may be missing; {@code if_inet6}
 *     beside it has the addresses of IPv6
 */
public record Host(
        Map<String, String> environment,
        Path workingDirectory,
        Path home,
        Path accountHome,
        Account account,
        boolean terminal,
        Locations locations,
        List<Path> resolverFiles,
        Path routeFile) {

    private static final List<Path> RESOLVER_FILES =
            List.of(Path.of("/etc/resolv.conf"), Path.of("/run/systemd/resolve/resolv.conf"));

    private static final Path ROUTE_FILE = Path.of("/proc/net/fib_trie");

    /** The system property in which the launcher passes the installation's directory. */
    public static final String INSTALLATION_PROPERTY = "rustyolo.home";

    public Host {
        requireNonNull(workingDirectory, "workingDirectory is null");
        requireNonNull(home, "home is null");
        requireNonNull(accountHome, "accountHome is null");
        environment = Map.copyOf(environment);
        resolverFiles = List.copyOf(resolverFiles);
    }

    /** Reads the facts from the JVM and the kernel. */
    public static Host current() {
        Map<String, String> environment = System.getenv();
        Path workingDirectory =
                CanonicalPath.typed(System.getProperty("user.dir")).toAbsolutePath();
        Path home = home(environment);
        String installation = System.getProperty(INSTALLATION_PROPERTY, "");
        if (installation.isEmpty()) {
            throw new CliException(
                    ExitCode.IO,
                    "the program doesn't know where it is installed (" + INSTALLATION_PROPERTY + " isn't set)",
                    "start it with the launcher bin/rustyolo of the installation");
        }
        Locations locations =
                Locations.of(environment, home, Path.of(installation).toAbsolutePath());
        return new Host(
                environment,
                workingDirectory,
                home,
                homeOfAccount(),
                whoWeAre(home),
                isTerminal(),
                locations,
                RESOLVER_FILES,
                ROUTE_FILE);
    }

    /** The same machine, with our files elsewhere. */
    public Host with(Locations others) {
        return new Host(
                environment, workingDirectory, home, accountHome, account, terminal, others, resolverFiles, routeFile);
    }

    /** The value of an environment variable, or the empty string. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private static Path home(Map<String, String> environment) {
        String fromShell = environment.getOrDefault("HOME", "");
        if (fromShell.startsWith("/")) {
            return CanonicalPath.typed(fromShell).normalize();
        }
        return homeOfAccount();
    }

    private static Path homeOfAccount() {
        return Path.of(System.getProperty("user.home", "/")).toAbsolutePath();
    }

    /** The console of java.base, the default again since 25, is null when there is no terminal (JDK-8351435). */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Java has no getuid: the owner of our own entry in /proc says it; without /proc, that of the home directory. */
    private static Account whoWeAre(Path home) {
        Path self = Path.of("/proc/self/stat");
        try {
            return FileOwners.of(Files.exists(self) ? self : home);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO, "can't find out which user runs this program: " + e.getMessage(), "", e);
        }
    }
}
