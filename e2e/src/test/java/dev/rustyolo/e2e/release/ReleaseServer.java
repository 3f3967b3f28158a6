package dev.rustyolo.e2e.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rustyolo.e2e.process.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * GitHub's releases on this machine's loopback, over TLS: the API below {@link #url}, the downloads where the API says. A
 * second port serves the same without TLS. Any path can be given another answer.
 */
public final class ReleaseServer implements AutoCloseable {
    /** Whose releases they are. */
    public static final String REPOSITORY = "rustyolo/rustyolo";

    private final HttpsServer secure;
    private final HttpServer plain;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Path authority;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Feed<Request> requests = new Feed<>("the release server");

    private ReleaseServer(HttpsServer secure, HttpServer plain, Path authority) {
        this.secure = secure;
        this.plain = plain;
        this.authority = authority;
        for (HttpServer server : List.of(secure, plain)) {
            server.createContext("/", this::serve);
            server.setExecutor(workers);
            server.start();
        }
    }

    /** Starts one that has nothing. */
    public static ReleaseServer start() {
        try {
            ServerCertificate certificate = ServerCertificate.make();
            Path directory = Files.createTempDirectory("rustyolo-release-server");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path authority = Files.write(directory.resolve("ca.pem"), certificate.bytes());
            Files.setPosixFilePermissions(authority, PosixFilePermissions.fromString("rw-r--r--"));
            InetAddress loopback = InetAddress.getLoopbackAddress();
            HttpsServer secure = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            HttpServer plain = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            return new ReleaseServer(secure, plain, authority);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a release server", e);
        }
    }

    /** Returns its address, which is also the API's: {@code https://localhost:PORT}. */
    public String url() {
        return "https://localhost:" + secure.getAddress().getPort();
    }

    /** Returns the address of what it serves without TLS. */
    public String plainUrl() {
        return "http://localhost:" + plain.getAddress().getPort();
    }

    /** Returns the certificate to trust, a file that anybody may read. */
    public Path authority() {
        return authority;
    }

    /** Returns what it was asked, in the order in which it came. */
    public Feed<Request> requests() {
        return requests;
    }

    /** Returns where the assets of a version are, without a slash at the end. */
    public String downloads(String version) {
        return url() + downloadPath(version);
    }

    /** Returns the path of one asset of a version, for another {@link #answer}. */
    public static String assetPath(String version, String asset) {
        return downloadPath(version) + "/" + asset;
    }

    /** Returns the API's path for the newest release. */
    public static String latestPath() {
        return "/repos/" + REPOSITORY + "/releases/latest";
    }

    /** Publishes all files of a directory as a version, which is the latest then. */
    public void publish(String version, Path assets) {
        List<String> names = names(assets);
        for (String name : names) {
            Answer file = Answer.file(assets.resolve(name));
            answer(assetPath(version, name), file);
            answer("/" + REPOSITORY + "/releases/latest/download/" + name, file);
        }
        Answer release = Answer.text(json(version, names));
        answer("/repos/" + REPOSITORY + "/releases/tags/v" + version, release);
        answer(latestPath(), release);
    }

    /** From now on answers a path in this way; a path without an answer is not found. */
    public void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** Forgets all answers and requests' answers: everything is not found. */
    public void clear() {
        answers.clear();
    }

    @Override
    public void close() {
        secure.stop(0);
        plain.stop(0);
        workers.shutdownNow();
        try {
            Files.deleteIfExists(authority);
            Files.deleteIfExists(authority.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + authority, e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(Request.of(exchange));
            Answer notFound = Answer.status(404, Map.of());
            answers.getOrDefault(exchange.getRequestURI().getPath(), notFound).give(exchange);
        }
    }

    private String json(String version, List<String> names) {
        String assets = names.stream()
                .map(name -> "{\"name\":\"%s\",\"browser_download_url\":\"%s/%s\"}"
                        .formatted(name, downloads(version), name))
                .collect(Collectors.joining(","));
        return "{\"tag_name\":\"v%s\",\"draft\":false,\"prerelease\":false,\"assets\":[%s]}".formatted(version, assets);
    }

    private static String downloadPath(String version) {
        return "/" + REPOSITORY + "/releases/download/v" + version;
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + directory, e);
        }
    }
}
