package io.github.camelus3.component.producer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.mime.MimeTypesFactory;
import org.apache.tika.utils.XMLReaderUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Says what kind of data something is, by its first bytes and its name. To compare bytes with all
 * the signatures that Tika knows takes longer than to send a small file. So that is only done when
 * the bytes do not confirm what the name says, and without the signatures that take longest, those
 * that may begin anywhere within kilobytes. Thread safe.
 */
final class MimeDetector {
  private static final int HEAD_BYTES = 8 << 10;
  private static final int MAX_SEARCHED_BYTES = 512;

  private static final MimeTypes TYPES = types();
  private static final TextDetector TEXT = new TextDetector();

  /** Of files that are no special kind of data, and say so. */
  private static final Set<String> BINARY_EXTENSIONS =
      Set.copyOf(named(MediaType.OCTET_STREAM).getExtensions());

  /** What a name that says just "binary" or "text" is looked at for. */
  private static final List<MimeType> COMMON_KINDS =
      Stream.of(
              "application/gzip",
              "application/pdf",
              "application/postscript",
              "application/rtf",
              "application/x-7z-compressed",
              "application/x-sqlite3",
              "application/xml",
              "application/zip",
              "image/gif",
              "image/jpeg",
              "image/png",
              "image/webp",
              "text/html",
              "video/mp4")
          .map(type -> named(MediaType.parse(type)))
          .toList();

  private MimeDetector() {}

  /** Gives the first bytes of what is to be uploaded. */
  interface Content {
    /** At most {@code max} bytes; fewer only where there are no more. */
    byte[] peek(int max) throws IOException;
  }

  /** The MIME type of what a key names; {@code application/octet-stream} when it says nothing. */
  static String detect(String key) {
    return byName(name(key)).toString();
  }

  /**
   * The MIME type; {@code application/octet-stream} when nothing says more.
   *
   * @param key the object's key, whose extension counts
   * @throws IOException if the content cannot be read
   */
  static String detect(Content content, String key) throws IOException {
    byte[] head = content.peek(HEAD_BYTES);
    String name = name(key);
    MediaType byName = byName(name);
    if (head.length == 0 || (isBinary(name) ? isUncommon(head) : confirms(head, byName))) {
      return byName.toString();
    }
    return ask(new ByteArrayInputStream(head), name).toString();
  }

  /** The last part of a key, without what Tika takes for the query or scheme of a URI. */
  private static String name(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    String plain = name.replaceAll("[#?:%]", "_");
    return plain.equals(name) || byName(plain).equals(MediaType.OCTET_STREAM) ? name : plain;
  }

  private static MediaType byName(String name) {
    try {
      return ask(null, name);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read", e);
    }
  }

  private static MediaType ask(InputStream content, String name) throws IOException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    return TYPES.detect(content, metadata);
  }

  private static boolean isBinary(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && BINARY_EXTENSIONS.contains(name.substring(dot).toLowerCase(Locale.ROOT));
  }

  private static boolean isUncommon(byte[] head) {
    for (MimeType kind : COMMON_KINDS) {
      if (kind.matchesMagic(head)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes have the signature of a type or of one that it is a kind of, or are text. */
  private static boolean confirms(byte[] head, MediaType type) throws IOException {
    for (MediaType kind = type;
        kind != null && !kind.equals(MediaType.OCTET_STREAM);
        kind = TYPES.getMediaTypeRegistry().getSupertype(kind)) {
      MimeType known = named(kind);
      if (known != null && known.matchesMagic(head)) {
        return true;
      }
      if (kind.equals(MediaType.TEXT_PLAIN) && isText(head) && isUncommon(head)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isText(byte[] head) throws IOException {
    return TEXT.detect(new ByteArrayInputStream(head), new Metadata()).equals(MediaType.TEXT_PLAIN);
  }

  /** Null for a type that Tika names as another one's supertype, but does not describe. */
  private static MimeType named(MediaType type) {
    try {
      return TYPES.getRegisteredMimeType(type.toString());
    } catch (MimeTypeException e) {
      throw new IllegalStateException("Tika's own types have valid names", e);
    }
  }

  private static MimeTypes types() {
    boolean areExtended = // by who uses Tika in this process
        MimeTypes.class.getResource("custom-mimetypes.xml") != null
            || System.getProperty(MimeTypesFactory.CUSTOM_MIMES_SYS_PROP) != null;
    return areExtended ? MimeTypes.getDefaultMimeTypes() : quickTypes();
  }

  private static MimeTypes quickTypes() {
    try (InputStream xml = MimeTypes.class.getResourceAsStream("tika-mimetypes.xml")) {
      Document types = XMLReaderUtils.buildDOM(xml);
      for (Element match : elements(types.getDocumentElement(), "match")) {
        if (isSearchedFor(match)) {
          remove(match);
        }
      }
      return MimeTypesFactory.create(types);
    } catch (IOException e) {
      throw new UncheckedIOException("Tika's own types can be read", e);
    } catch (TikaException | SAXException e) {
      throw new IllegalStateException("Tika's own types are valid", e);
    }
  }

  /** Whether bytes may be at many places, as with the offset {@code 0:8192}. */
  private static boolean isSearchedFor(Element match) {
    String[] offsets = match.getAttribute("offset").split(":");
    return offsets.length == 2
        && Integer.parseInt(offsets[1]) - Integer.parseInt(offsets[0]) > MAX_SEARCHED_BYTES;
  }

  /** Removes an alternative of a signature, and the signature with the last one. */
  private static void remove(Element match) {
    Node alternative = match;
    while (alternative.getParentNode() instanceof Element outer
        && outer.getTagName().equals("match")) {
      alternative = outer; // a match within a match is one more condition
    }
    Node magic = alternative.getParentNode();
    if (magic == null) {
      return; // removed already, for another condition
    }
    magic.removeChild(alternative);
    if (elements((Element) magic, "match").isEmpty()) {
      magic.getParentNode().removeChild(magic);
    }
  }

  private static List<Element> elements(Element within, String name) {
    NodeList nodes = within.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
