package dev.rustyolo.cli.engine;

import java.util.List;

/** Where the gateway sees those come from who use the published ports of a sandbox. */
public sealed interface Visitors {
    /**
     * From an address that is the same everywhere.
     *
     * @param address this machine's, as the gateway sees it (IPv4)
     */
    record From(String address) implements Visitors {}

    /**
     * From the address that the engine gives to this machine on that network.
     *
     * @param question asks for it: for lines as {@link BridgeAddress} reads them
     */
    record OnNetwork(List<String> question) implements Visitors {
        /** Copies the list. */
        public OnNetwork {
            question = List.copyOf(question);
        }
    }

    /**
     * From nowhere that tells them from others, so no port can be published there.
     *
     * @param reason why that is so
     * @param remedy what to do
     */
    record Unknown(String reason, String remedy) implements Visitors {}
}
