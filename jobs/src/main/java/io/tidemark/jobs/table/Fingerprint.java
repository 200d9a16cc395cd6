package io.tidemark.jobs.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Short names for what rows are made from: 48 bits in eight characters. Snapshots carry one for each instrument and day,
 * so they must be short; that a change goes unnoticed is as likely as one in 10¹⁴.
 */
public final class Fingerprint {

    private static final int BYTES = 6;

    private Fingerprint() {}

    /** The fingerprint of these lines in this order; letters, digits, {@code -} and {@code _}. */
    public static String of(List<String> lines) {
        MessageDigest digest = sha256();
        for (String line : lines) {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
