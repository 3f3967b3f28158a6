package dev.rustyolo.gateway.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The C library calls that Java has no other way to: each takes and gives plain integers and throws with errno's number
 * when the call says -1. Linux only; constants are those of x86_64 and aarch64, which agree on all of them.
 *
 * <p>All calls go through one handle, since each further shape of a function costs the start a dozen classes made on the
 * spot. On both architectures the first six integers and pointers are in registers, narrow ones in the lower half, and
 * a function doesn't look at those it has no parameter for (System V psABI for x86_64, 3.2.3; AAPCS64, 6.4).
 */
final class Libc {
    static final int AF_INET = 2;
    static final int SOCK_STREAM = 1;
    static final int SOL_SOCKET = 1;
    static final int SO_REUSEADDR = 2;
    static final int SOL_IP = 0;
    static final int IP_TRANSPARENT = 19;

    private static final int LARGEST_CALL = 5;
    private static final FunctionDescriptor SHAPE = FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);
    private static final StructLayout STATE = Linker.Option.captureStateLayout();

    private final Linker linker = Linker.nativeLinker();
    private final FutureTask<MethodHandle> handle = new FutureTask<>(this::link);

    private Libc() {}

    /** Links, which takes a while, on another thread while the caller does other things. */
    static Libc linkedAhead() {
        Libc libc = new Libc();
        Thread.ofPlatform().daemon().name("link").start(() -> {
            libc.handle.run();
            // A first call links the rest. This one says who we are, and changes nothing (setfsuid(2)).
            libc.call("setfsuid", -1);
        });
        return libc;
    }

    /** Calls a function of ints that returns an int. */
    int call(String function, int... arguments) {
        long[] all = new long[LARGEST_CALL];
        for (int i = 0; i < arguments.length; i++) {
            all[i] = arguments[i];
        }
        return invoke(function, all);
    }

    /** setsockopt(2) with a switch as the option's value. */
    void switchOn(int descriptor, int level, int option) {
        try (Arena arena = Arena.ofConfined()) {
            long value = copy(arena, new byte[] {1, 0, 0, 0});
            invoke("setsockopt", descriptor, level, option, value, Integer.BYTES);
        }
    }

    /** bind(2) to an IPv4 address given as its four bytes. */
    void bind(int descriptor, byte[] address, int port) {
        byte[] sockaddr = new byte[16];
        sockaddr[0] = AF_INET;
        sockaddr[2] = (byte) (port >> 8);
        sockaddr[3] = (byte) port;
        System.arraycopy(address, 0, sockaddr, 4, 4);
        try (Arena arena = Arena.ofConfined()) {
            invoke("bind", descriptor, copy(arena, sockaddr), sockaddr.length, 0, 0);
        }
    }

    /** setgroups(2) with no group at all. */
    void clearGroups() {
        call("setgroups", 0, 0);
    }

    private static long copy(Arena arena, byte[] bytes) {
        return arena.allocate(bytes.length, Long.BYTES)
                .copyFrom(MemorySegment.ofArray(bytes))
                .address();
    }

    @SuppressWarnings("restricted") // Native calls are what this class is for.
    private MethodHandle link() {
        return linker.downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));
    }

    private int invoke(String function, long... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = linker.defaultLookup().findOrThrow(function);
            MemorySegment state = arena.allocate(STATE);
            int result = (int) handle().invokeExact(
                            address, state, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]);
            if (result == -1) {
                long errno = STATE.byteOffset(PathElement.groupElement("errno"));
                throw new KernelException(function + " failed with errno " + state.get(ValueLayout.JAVA_INT, errno));
            }
            return result;
        } catch (KernelException e) {
            throw e;
        } catch (Throwable e) {
            throw new KernelException(function + " could not be called", e);
        }
    }

    private MethodHandle handle() throws InterruptedException {
        try {
            return handle.get();
        } catch (ExecutionException e) {
            throw new KernelException("the C library could not be linked", e);
        }
    }
}
