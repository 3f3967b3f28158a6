package dev.rustyolo.cli.host;

/**
 * A user and group by number, as the kernel knows them.
 *
 * @param uid 0 to 4294967294
 * @param gid 0 to 4294967294
 */
public record Account(long uid, long gid) {
    /** Is it the superuser? */
    public boolean isRoot() {
        return uid == 0;
    }

    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
