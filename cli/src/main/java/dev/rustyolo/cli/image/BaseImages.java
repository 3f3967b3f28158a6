package dev.rustyolo.cli.image;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/**
 * What the Dockerfiles may start from.
 *
 * @param official an official image, pinned by digest
 * @param local an image made on this machine, for when the official one can't be had
 */
record BaseImages(String official, String local) {
    static BaseImages parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a string can't fail to be read", e);
        }
        return new BaseImages(properties.getProperty("official", ""), properties.getProperty("local", ""));
    }
}
