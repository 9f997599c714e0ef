package ca.portage.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in their order. Immutable; names are compared in any case (CIG Q-19). */
public final class Headers {
  private static final Headers NONE = new Headers(List.of());

  private final List<Header> all;

  private Headers(List<Header> all) {
    this.all = List.copyOf(all);
  }

  /** No fields. */
  public static Headers none() {
    return NONE;
  }

  /** The given fields. */
  public static Headers of(Header... headers) {
    return new Headers(List.of(headers));
  }

  /** The given fields. */
  public static Headers of(List<Header> headers) {
    return new Headers(headers);
  }

  /** Every field in order. */
  public List<Header> all() {
    return all;
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    return all.stream().filter(h -> h.named(name)).map(Header::value).findFirst();
  }

  /** The values of every field of that name, in order. */
  public List<String> values(String name) {
    return all.stream().filter(h -> h.named(name)).map(Header::value).toList();
  }

  /** Whether there is a field of that name. */
  public boolean contains(String name) {
    return all.stream().anyMatch(h -> h.named(name));
  }

  /** These fields and one more at the end; fields of the same name stay. */
  public Headers with(String name, String value) {
    List<Header> more = new ArrayList<>(all);
    more.add(new Header(name, value));
    return new Headers(more);
  }

  /** Writes {@code Name: value} and CRLF for each, on one line each, without the blank line. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(text().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The fields as {@link #writeTo} writes them, one octet a char. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Header header : all) {
      text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  /** The names only: values may be secret. */
  @Override
  public String toString() {
    return all.stream().map(Header::name).toList().toString();
  }
}
