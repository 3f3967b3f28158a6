package dev.rustyolo.policy;

/** What {@link UpstreamAddresses} says about an address. */
public sealed interface AddressVerdict {
    /** It may be dialled. */
    record Permitted() implements AddressVerdict {}

    /**
     * It may not be dialled.
     *
     * @param explanation why, and what would permit it: one line of printable ASCII
     */
    record Refused(String explanation) implements AddressVerdict {}
}
