package ca.portage.cms.component;

import ca.portage.content.Content;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.camel.Converter;

/** Camel's type conversions from and to content, found by Camel itself. */
@Converter(generateBulkLoader = true)
public final class ContentConverter {
  /** Whole contents in memory are for steps that can do no better. */
  private static final int MEMORY_LIMIT_BYTES = 16 << 20;

  private ContentConverter() {}

  /** A new stream over the content, which the caller closes. */
  @Converter
  public static InputStream toInputStream(Content content) throws IOException {
    return content.open();
  }

  /** All the bytes, up to 16 MiB; a larger content is refused, read it as a stream. */
  @Converter
  public static byte[] toBytes(Content content) throws IOException {
    return content.toBytes(MEMORY_LIMIT_BYTES);
  }

  /** A copy of the bytes. */
  @Converter
  public static Content fromBytes(byte[] bytes) {
    return Content.of(bytes);
  }

  /** A view of the file, which must stay as it is. */
  @Converter
  public static Content fromFile(File file) throws IOException {
    return Content.of(file.toPath());
  }

  /** A view of the file, which must stay as it is. */
  @Converter
  public static Content fromPath(Path path) throws IOException {
    return Content.of(path);
  }
}
