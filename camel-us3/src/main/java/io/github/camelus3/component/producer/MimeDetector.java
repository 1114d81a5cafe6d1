package io.github.camelus3.component.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/**
 * Detects the MIME type of an object by its key's extension and its first bytes. The comparison
 * with all of Tika's signatures takes longer than an upload of a small file. A known extension is
 * therefore checked against its own signature and the common ones; only an unknown extension, or
 * bytes that contradict a known one, lead to the full comparison. Thread safe.
 */
final class MimeDetector {
  private static final int HEAD_BYTES = 8 << 10;

  private static final MimeTypes TIKA = MimeTypes.getDefaultMimeTypes();
  private static final TextDetector TEXT = new TextDetector();

  /** Extensions such as {@code .bin}, registered for binary data of no special kind. */
  private static final Set<String> BINARY_EXTENSIONS =
      Set.copyOf(registered(MediaType.OCTET_STREAM).getExtensions());

  /** The kinds for which the bytes of an object with a known extension are checked. */
  private static final List<MimeType> COMMON_KINDS =
      Stream.of(
              "application/gzip",
              "application/pdf",
              "application/postscript",
              "application/rtf",
              "application/x-7z-compressed",
              "application/x-bzip2",
              "application/x-sqlite3",
              "application/xml",
              "application/zip",
              "image/gif",
              "image/jpeg",
              "image/png",
              "image/webp",
              "video/mp4")
          .map(type -> registered(MediaType.parse(type)))
          .toList();

  /** How HTML begins; to search for Tika's signatures of it would take longer than the others. */
  private static final Pattern HTML =
      Pattern.compile("\\s*<(!doctype html|html|head|title)", Pattern.CASE_INSENSITIVE);

  private static final int HTML_START_BYTES = 64;

  private MimeDetector() {}

  /** The first bytes of an object. */
  interface Content {
    /** At most {@code max} bytes; fewer only when the object is shorter. */
    byte[] peek(int max) throws IOException;
  }

  /** The MIME type of a key's extension; {@code application/octet-stream} if it is unknown. */
  static String detect(String key) {
    return byName(name(key)).toString();
  }

  /**
   * The MIME type of an object; {@code application/octet-stream} if it is unknown.
   *
   * @throws IOException if the content cannot be read
   */
  static String detect(Content content, String key) throws IOException {
    byte[] head = content.peek(HEAD_BYTES);
    String name = name(key);
    MediaType byName = byName(name);
    boolean isTrusted = head.length == 0 || hasSignature(head, byName) || fits(head, name, byName);
    MediaType type = isTrusted ? byName : compare(new ByteArrayInputStream(head), name);
    return type.toString();
  }

  /** The last part of a key, without what Tika takes for the query or scheme of a URI. */
  private static String name(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    String plain = name.replaceAll("[#?:%]", "_");
    return plain.equals(name) || byName(plain).equals(MediaType.OCTET_STREAM) ? name : plain;
  }

  private static MediaType byName(String name) {
    try {
      return compare(null, name);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read", e);
    }
  }

  /** Compares with all signatures, unless {@code content} is null. */
  private static MediaType compare(InputStream content, String name) throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    return TIKA.detect(content, metadata);
  }

  /** Whether the bytes have the signature of a type, or of one that it specializes. */
  private static boolean hasSignature(byte[] head, MediaType type) {
    for (MediaType kind = type;
        kind != null && !kind.equals(MediaType.OCTET_STREAM);
        kind = TIKA.getMediaTypeRegistry().getSupertype(kind)) {
      MimeType known = registered(kind);
      if (known != null && known.matchesMagic(head)) {
        return true;
      }
    }
    return false;
  }

  /** Whether bytes without its signature may still be of the type that the name says. */
  private static boolean fits(byte[] head, String name, MediaType byName) throws IOException {
    if (byName.equals(MediaType.OCTET_STREAM) && !isBinary(name)) {
      return false; // the extension is unknown
    }
    return COMMON_KINDS.stream().noneMatch(kind -> kind.matchesMagic(head))
        && !isHtml(head)
        && (!isText(byName) || isText(head));
  }

  private static boolean isHtml(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, HTML_START_BYTES), UTF_8);
    return HTML.matcher(start).lookingAt();
  }

  private static boolean isBinary(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && BINARY_EXTENSIONS.contains(name.substring(dot).toLowerCase(Locale.ROOT));
  }

  private static boolean isText(MediaType type) {
    return TIKA.getMediaTypeRegistry().isInstanceOf(type, MediaType.TEXT_PLAIN);
  }

  private static boolean isText(byte[] head) throws IOException {
    return TEXT.detect(new ByteArrayInputStream(head), new Metadata()).equals(MediaType.TEXT_PLAIN);
  }

  /** Null for a type that Tika names as another one's supertype, but does not describe. */
  private static MimeType registered(MediaType type) {
    try {
      return TIKA.getRegisteredMimeType(type.toString());
    } catch (MimeTypeException e) {
      throw new IllegalStateException("Tika's own types have valid names", e);
    }
  }
}
