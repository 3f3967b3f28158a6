package dev.rustyolo.cli.host;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that must be text: nothing is put in the place of what isn't. */
public final class Utf8 {
    private Utf8() {}

    /**
     * Decodes.
     *
     * @throws CharacterCodingException when the bytes aren't UTF-8 (RFC 3629)
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        // A new decoder reports what it can't decode; String's constructor would replace it.
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
