package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An archive in a bucket of an S3 service. A file's version is its entity tag. A file is fetched whole into a temporary
 * file before it is read, so memory stays flat however large it is.
 */
public final class S3Store implements ArchiveStore {

    private static final long serialVersionUID = 1L;

    private static final Pattern LOCATION = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    private static final int LISTINGS_AT_ONCE = 8;

    private final String location;
    private final String bucket;
    private final String prefix;
    private final S3Settings settings;

    /**
     * The archive whose {@code data/} lies below the location.
     *
     * @param location {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}
     * @throws IllegalArgumentException if the location is no such thing
     */
    public S3Store(String location, S3Settings settings) {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            throw new IllegalArgumentException("s3://BUCKET or s3://BUCKET/PREFIX");
        }
        String below = parts.group(2) == null ? "" : parts.group(2);
        this.location = location;
        this.bucket = parts.group(1);
        this.prefix = below.isEmpty() || below.endsWith("/") ? below : below + "/";
        this.settings = settings;
    }

    @Override
    public List<Entry> files(String folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        list(folder, page -> page.contents().stream()
                // An object named like a folder is how some tools make one.
                .filter(object -> !object.key().endsWith("/"))
                .map(object -> new Entry(
                        object.key().substring(prefix.length()), object.size(), S3Object.version(object.eTag())))
                .forEach(entries::add));
        entries.sort(Comparator.comparing(Entry::key));
        return entries;
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        int start = prefix.length() + folder.length();
        List<String> names = new ArrayList<>();
        list(folder, page -> page.commonPrefixes()
                .forEach(common -> names.add(
                        common.prefix().substring(start, common.prefix().length() - 1))));
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** Walks through the pages, of up to a thousand names each. */
    private void list(String folder, Consumer<ListObjectsV2Response> page) throws IOException {
        try {
            service()
                    .client()
                    .listObjectsV2Paginator(request ->
                            request.bucket(bucket).prefix(prefix + folder).delimiter("/"))
                    .forEach(page);
        } catch (SdkException e) {
            throw service().failures().explain(location(), e);
        }
    }

    @Override
    public Optional<Entry> unlisted(String key) throws IOException {
        try {
            HeadObjectResponse head = service().client().headObject(request -> request.bucket(bucket)
                    .key(prefix + key));
            return Optional.of(new Entry(key, head.contentLength(), S3Object.version(head.eTag())));
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() == 404) {
                return Optional.empty();
            }
            throw service().failures().explain(name(key), e);
        }
    }

    @Override
    public SeekableByteChannel open(String key, String version) throws IOException {
        FileChannel file = FileChannel.open(
                Files.createTempFile("tidemark-", ".archive"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            object(key, version).read((bytes, position) -> put(file, bytes, position));
            return file.position(0);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void put(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    @Override
    public Map<String, byte[]> readSmall(Collection<Entry> entries) throws IOException {
        List<Entry> small =
                entries.stream().filter(entry -> entry.bytes() <= SMALL).toList();
        List<Callable<Optional<byte[]>>> tasks = new ArrayList<>();
        small.forEach(entry -> tasks.add(() -> content(entry)));
        List<Optional<byte[]>> found = Requests.all(service().threads(), tasks);
        Map<String, byte[]> contents = new HashMap<>();
        for (int index = 0; index < small.size(); index++) {
            String key = small.get(index).key();
            found.get(index).ifPresent(content -> contents.put(key, content));
        }
        return contents;
    }

    private Optional<byte[]> content(Entry entry) throws IOException {
        byte[] content = new byte[(int) entry.bytes()];
        try {
            object(entry.key(), entry.version())
                    .read((bytes, position) -> bytes.get(content, (int) position, bytes.remaining()));
            return Optional.of(content);
        } catch (ChangedFileException e) {
            return Optional.empty();
        }
    }

    private S3Object object(String key, String version) {
        return new S3Object(service(), bucket, prefix + key, key, version);
    }

    private S3Service service() {
        return S3Service.of(settings);
    }

    private String name(String key) {
        return "s3://" + bucket + "/" + prefix + key;
    }

    @Override
    public int requestsAtOnce() {
        return LISTINGS_AT_ONCE;
    }

    @Override
    public String location() {
        return location;
    }
}
