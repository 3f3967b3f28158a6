package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.process.Engine;
import java.util.List;

/**
 * An engine's client that the command under test finds first in its PATH: it is the real one but at one point, so that a
 * fault comes exactly there. Calls are known by their verb, with "-gateway" or "-agent" when they name a container.
 *
 * @param call at which call something happens, as a pattern of sh(1)
 * @param fault what happens, in words of sh(1); {@code $real} is the real client
 */
public record FaultyClient(String call, String fault) {
    private static final String CLIENT = Engine.current().option();
    private static final String KILL = "kill -KILL $PPID";

    /** The command dies when it makes that call, before the engine hears of it. */
    public static FaultyClient killingBefore(String call) {
        return new FaultyClient(call, KILL + "; exit 1");
    }

    /** The command dies when that call has been answered. */
    public static FaultyClient killingAfter(String call) {
        return new FaultyClient(call, "\"$real\" \"$@\"; " + KILL + "; exit 0");
    }

    /** The command dies when the container of that call is there, whether or not it runs yet. */
    public static FaultyClient killingWhenCreated(String call) {
        return new FaultyClient(
                call,
                "\"$real\" \"$@\" <&0 & until \"$real\" inspect \"$name\" >/dev/null 2>&1; do :; done; " + KILL
                        + "; wait; exit 0");
    }

    /** The command dies when the gateway says that word, without having heard it. */
    public static FaultyClient killingAtWord(String call, String word) {
        return new FaultyClient(
                call,
                "\"$real\" \"$@\" | while IFS= read -r line; do case $line in *'\"" + word + "\"'*) " + KILL
                        + ";; esac; printf '%s\\n' \"$line\"; done; exit 0");
    }

    /** That call gets other arguments: a case of sh(1) in which {@code set -- "$@" …} puts something in its place. */
    public static FaultyClient changing(String call, String cases) {
        return new FaultyClient(
                call,
                "for argument do shift; case $argument in " + cases + " *) set -- \"$@\" \"$argument\";; esac; done");
    }

    /** Something else is done before that call. */
    public static FaultyClient doing(String call, String words) {
        return new FaultyClient(call, words);
    }

    /** Puts it where the command finds it. */
    public Rustyolo in(Rustyolo command) {
        String directory = command.project().home().resolve("bin").toString();
        String path = command.environment().getOrDefault("PATH", "");
        var program = command.project().write(command.project().home().resolve("bin/" + CLIENT), script(path));
        if (!program.toFile().setExecutable(true, false)) {
            throw new IllegalStateException("cannot make " + program + " executable");
        }
        return command.withVariable("PATH", directory + ":" + path);
    }

    private String script(String path) {
        return String.join(
                "\n",
                List.of(
                        "#!/bin/sh",
                        "real=$(PATH=" + path + " command -v " + CLIENT + ")",
                        "name=",
                        "for argument do case $argument in --name=*) name=${argument#--name=};; esac; done",
                        "case $1 in --*) call=$2;; *) call=$1;; esac",
                        "case $name in *-gateway) call=$call-gateway;; *-agent) call=$call-agent;; esac",
                        "case $call in " + call + ") " + fault + ";; esac",
                        "exec \"$real\" \"$@\"",
                        ""));
    }
}
