package dev.rustyolo.cli.command;

import java.util.List;

/**
 * A line that people can type, for the help about a topic.
 *
 * @param line the line
 * @param meaning what it is for
 */
record HelpExample(String line, String meaning) {
    static List<HelpExample> of(HelpSection section) {
        return switch (section) {
            case NETWORK ->
                List.of(
                        new HelpExample(
                                "rustyolo --allow-domains \"github.com *.example.com\" claude",
                                "names, and all below one"),
                        new HelpExample(
                                "rustyolo --allow-domains \"db.example.com:5432\" claude",
                                "another port than 443, 80 and 22"),
                        new HelpExample(
                                "rustyolo --allow-domains \"198.51.100.7:5432 10.0.0.0/24:22\" claude",
                                "what has no name"),
                        new HelpExample(
                                "rustyolo --allow-domains git.example.com --allow-private 10.1.0.0/16 claude",
                                "a name that leads into a private network"),
                        new HelpExample("rustyolo --offline -- sh -c 'make test'", "nothing at all"));
            case FILES ->
                List.of(
                        new HelpExample(
                                "rustyolo -v ~/.gitconfig:/home/agent/.gitconfig:ro claude",
                                "a file of yours, to read"),
                        new HelpExample("rustyolo -v ../library:/library claude", "a directory of yours, to write"),
                        new HelpExample("rustyolo --auth-home none claude", "no login is kept"),
                        new HelpExample(
                                "rustyolo --ca-cert ~/company-ca.pem claude", "behind a proxy that re-signs TLS"));
            case AGENT ->
                List.of(
                        new HelpExample(
                                "rustyolo claude -p \"Add error handling to the API\"",
                                "what follows the agent is the agent's"),
                        new HelpExample("rustyolo --yolo claude -p \"Fix the tests\"", "and it asks no questions"),
                        new HelpExample(
                                "rustyolo -e EDITOR=vi -e API_TOKEN claude", "a value, and the one that you have"),
                        new HelpExample(
                                "rustyolo --inject-message \"Run the tests before you say that you are done.\" claude",
                                "a text of yours for its system prompt"));
            case CONTAINER ->
                List.of(
                        new HelpExample("rustyolo --memory 8g --cpus 2 --pids-limit 4096 claude", "other limits"),
                        new HelpExample("rustyolo --memory unlimited claude", "none of memory"),
                        new HelpExample("rustyolo --tmp-size 4g --shm-size 1g claude", "for a browser's tests"),
                        new HelpExample("rustyolo --gpus all claude", "with the machine's GPUs"),
                        new HelpExample("rustyolo --seccomp-profile ~/seccomp.json claude", "other system calls"),
                        new HelpExample("rustyolo --image team/agents:1 claude", "in an image of your own"),
                        new HelpExample("rustyolo --engine podman claude", "with another engine"));
            case OTHER ->
                List.of(
                        new HelpExample("rustyolo --dry-run claude", "what would be run, exactly"),
                        new HelpExample("rustyolo --audit-log verbose claude", "write all connections down"),
                        new HelpExample("rustyolo logs --denied", "what was refused in the newest session"),
                        new HelpExample("rustyolo logs --list", "which sessions there were"),
                        new HelpExample(
                                "rustyolo --quiet --profile release claude",
                                "what the configuration has for it, without a word"));
        };
    }
}
