package io.tidemark.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iceberg.Files;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg files in a local folder, by absolute path, without Hadoop: a command is up a second or two earlier, and no
 * {@code .crc} files lie beside the data. Paths are the plain ones that every other engine's own file access reads.
 */
public final class LocalFileIO implements FileIO {

    /** Made by Iceberg by reflection. */
    public LocalFileIO() {}

    @Override
    public InputFile newInputFile(String path) {
        return Files.localInput(local(path).toFile());
    }

    @Override
    public OutputFile newOutputFile(String path) {
        Path file = local(path);
        try {
            // Iceberg's own local file fails if another process makes the folder at the same moment.
            java.nio.file.Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder of " + path, e);
        }
        return Files.localOutput(file.toFile());
    }

    @Override
    public void deleteFile(String path) {
        try {
            java.nio.file.Files.delete(local(path));
        } catch (NoSuchFileException e) {
            throw new NotFoundException(e, "No such file: %s", path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path, e);
        }
    }

    private static Path local(String path) {
        return path.startsWith("file:") ? Path.of(URI.create(path).getPath()) : Path.of(path);
    }
}
