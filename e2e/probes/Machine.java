import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.util.concurrent.Executors;

/** What Java programs do: compile, threads of both kinds, processes, sockets, mapped files, watching directories. */
final class Machine {
    public static void main(String[] arguments) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                threads.submit(() -> {
                    Thread.sleep(5);
                    return true;
                });
            }
        }
        require(new ProcessBuilder("true").start().waitFor() == 0);
        try (var server = new ServerSocket(0)) {
            Thread answering = Thread.ofPlatform().start(() -> answer(server));
            try (var client = new Socket("127.0.0.1", server.getLocalPort())) {
                require(client.getInputStream().read() == 7);
            }
            answering.join();
        }
        try (var selector = Selector.open(); var channel = DatagramChannel.open()) {
            channel.bind(null).configureBlocking(false).register(selector, SelectionKey.OP_READ);
            selector.selectNow();
        }
        Path directory = Files.createTempDirectory("machine");
        directory.register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE);
        try (var local = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            local.bind(UnixDomainSocketAddress.of(directory.resolve("socket")));
        }
        try (var file = FileChannel.open(
                directory.resolve("file"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            file.map(FileChannel.MapMode.READ_WRITE, 0, 4096).force();
            require(file.lock().isValid());
        }
        System.out.println("works");
    }

    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(7);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError();
        }
    }
}
