package dev.rustyolo.gateway.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The C library calls that Java has no other way to: each takes and gives plain integers and throws with errno's number
 * when the call says -1. Linux only; constants are those of x86_64 and aarch64, which agree on all of them.
 */
final class Libc {
    static final int AF_INET = 2;
    static final int SOCK_STREAM = 1;
    static final int SOL_SOCKET = 1;
    static final int SO_REUSEADDR = 2;
    static final int SOL_IP = 0;
    static final int IP_TRANSPARENT = 19;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final FunctionDescriptor SETSOCKOPT = FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    private static final FunctionDescriptor BIND = FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final FunctionDescriptor SETGROUPS =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

    private final Linker linker = Linker.nativeLinker();
    private final ConcurrentHashMap<String, MethodHandle> handles = new ConcurrentHashMap<>();

    /** Links what the start will call, which takes a while, on another thread while this one does other things. */
    void linkAhead() {
        Thread.ofPlatform().daemon().name("link").start(() -> {
            handle("socket", ints(3));
            handle("setsockopt", SETSOCKOPT);
            handle("bind", BIND);
            handle("listen", ints(2));
            handle("setgroups", SETGROUPS);
            handle("setresuid", ints(3));
            handle("setfsuid", ints(1));
        });
    }

    /** Calls a function of ints that returns an int. */
    int call(String function, int... arguments) {
        Object[] boxed = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            boxed[i] = arguments[i];
        }
        return invoke(function, ints(arguments.length), boxed);
    }

    /** setsockopt(2) with an int as the option's value. */
    void setsockopt(int descriptor, int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            invoke(
                    "setsockopt",
                    SETSOCKOPT,
                    descriptor,
                    level,
                    option,
                    arena.allocateFrom(ValueLayout.JAVA_INT, value),
                    Integer.BYTES);
        }
    }

    /** bind(2) to an IPv4 address given as its four bytes. */
    void bind(int descriptor, byte[] address, int port) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sockaddr = arena.allocate(16);
            sockaddr.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
            sockaddr.set(ValueLayout.JAVA_BYTE, 2, (byte) (port >> 8));
            sockaddr.set(ValueLayout.JAVA_BYTE, 3, (byte) port);
            MemorySegment.copy(address, 0, sockaddr, ValueLayout.JAVA_BYTE, 4, 4);
            invoke("bind", BIND, descriptor, sockaddr, 16);
        }
    }

    /** setgroups(2) with no group at all. */
    void clearGroups() {
        invoke("setgroups", SETGROUPS, 0L, MemorySegment.NULL);
    }

    private static FunctionDescriptor ints(int count) {
        var layouts = new MemoryLayout[count];
        Arrays.fill(layouts, ValueLayout.JAVA_INT);
        return FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts);
    }

    @SuppressWarnings("restricted") // Native calls are what this class is for.
    private MethodHandle handle(String function, FunctionDescriptor descriptor) {
        return handles.computeIfAbsent(
                function,
                name -> linker.downcallHandle(
                        linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno")));
    }

    private int invoke(String function, FunctionDescriptor descriptor, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            Object[] all = new Object[arguments.length + 1];
            all[0] = state;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            int result = (int) handle(function, descriptor).invokeWithArguments(all);
            if (result == -1) {
                throw new KernelException(function + " failed with errno " + (int) ERRNO.get(state, 0L));
            }
            return result;
        } catch (KernelException e) {
            throw e;
        } catch (Throwable e) {
            throw new KernelException(function + " could not be called", e);
        }
    }
}
