package io.github.camelus3.client.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.ObjectPage;
import io.github.camelus3.client.ObjectSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both listings. */
interface ListingContract extends Contract {
  private ListRequest ofThisTest() {
    return ListRequest.of(bucket()).withPrefix(prefix());
  }

  private void store(String... names) throws IOException {
    for (String name : names) {
      stored(name, HELLO);
    }
  }

  /** The names, which are the keys without the prefix. */
  private List<String> names(List<ObjectSummary> objects) {
    return objects.stream().map(object -> object.key().substring(prefix().length())).toList();
  }

  private List<String> names(Iterator<ObjectSummary> objects) {
    List<ObjectSummary> all = new ArrayList<>();
    objects.forEachRemaining(all::add);
    return names(all);
  }

  @Test
  default void objectsAreListedWithWhatIsKnownOfThem() throws Exception {
    needs(Feature.LIST_OBJECTS);
    ObjectAttributes attributes = new ObjectAttributes("a/b", "IA", Map.of("owner", "me"));
    String key = stored("a b+c&二.txt", HELLO, attributes).key();
    ObjectInfo head = client().headObject(bucket(), key);

    ObjectPage page = client().listing().objects(ofThisTest());

    assertThat(page.isTruncated()).isFalse();
    assertThat(page.commonPrefixes()).isEmpty();
    ObjectSummary object = page.objects().get(0);
    assertThat(object.bucket()).isEqualTo(bucket());
    assertThat(object.key()).isEqualTo(key);
    assertThat(object.sizeBytes()).isEqualTo(HELLO.length);
    assertThat(object.eTag()).isEqualTo(head.eTag());
    assertThat(object.mimeType()).isEqualTo("a/b");
    assertThat(object.storageClass()).isEqualTo("IA");
    assertThat(object.lastModified()).isEqualTo(head.lastModified());
    assertThat(object.createTime()).isNotNull();
    assertThat(object.metadata()).isEqualTo(Map.of("owner", "me"));
  }

  @Test
  default void objectsAreListedInPages() throws Exception {
    needs(Feature.LIST_OBJECTS);
    store("a", "b", "c d+e");

    ObjectPage first = client().listing().objects(ofThisTest().withMaxKeys(2));
    ObjectPage second =
        client().listing().objects(ofThisTest().withMaxKeys(2).withMarker(first.nextMarker()));

    assertThat(first.isTruncated()).isTrue();
    assertThat(names(first.objects())).containsExactly("a", "b");
    assertThat(second.isTruncated()).isFalse();
    assertThat(names(second.objects())).containsExactly("c d+e");
  }

  @Test
  default void objectsBehindAMarkerAreListed() throws Exception {
    needs(Feature.LIST_OBJECTS);
    store("a", "b", "c");

    ObjectPage page = client().listing().objects(ofThisTest().withMarker(prefix() + "a"));

    assertThat(names(page.objects())).containsExactly("b", "c");
  }

  @Test
  default void deeperKeysAreRolledUp() throws Exception {
    needs(Feature.LIST_OBJECTS);
    store("a", "dir/b", "dir/c/d", "文/e");

    ObjectPage page = client().listing().objects(ofThisTest().withDelimiter("/"));

    assertThat(names(page.objects())).containsExactly("a");
    assertThat(page.commonPrefixes()).containsExactly(prefix() + "dir/", prefix() + "文/");
  }

  @Test
  default void pagesOfRolledUpKeysShowEachOnce() throws Exception {
    needs(Feature.LIST_OBJECTS);
    store("a/1", "a/2", "b", "c/1", "c/2");
    List<String> seen = new ArrayList<>();

    ListRequest request = ofThisTest().withDelimiter("/").withMaxKeys(1);
    ObjectPage page = client().listing().objects(request);
    seen.addAll(page.commonPrefixes());
    seen.addAll(page.objects().stream().map(ObjectSummary::key).toList());
    while (page.isTruncated()) {
      page = client().listing().objects(request.withMarker(page.nextMarker()));
      seen.addAll(page.commonPrefixes());
      seen.addAll(page.objects().stream().map(ObjectSummary::key).toList());
    }

    assertThat(seen).containsExactly(prefix() + "a/", prefix() + "b", prefix() + "c/");
  }

  @Test
  default void allObjectsAreListedPageAfterPage() throws Exception {
    needs(Feature.LIST_OBJECTS);
    store("a", "b", "c", "d/e", "文");

    Iterator<ObjectSummary> all = client().listing().allObjects(ofThisTest().withMaxKeys(2));

    assertThat(names(all)).containsExactly("a", "b", "c", "d/e", "文");
    assertThat(all).isExhausted();
  }

  @Test
  default void nothingIsAnEmptyListing() throws Exception {
    needs(Feature.LIST_OBJECTS);

    assertThat(client().listing().objects(ofThisTest()).objects()).isEmpty();
    assertThat(client().listing().allObjects(ofThisTest())).isExhausted();
  }

  @Test
  default void prefixFilesAreListedWithWhatIsKnownOfThem() throws Exception {
    String key = stored("a b+c&二.txt", HELLO);
    ObjectInfo head = client().headObject(bucket(), key);

    ObjectPage page = client().listing().prefixFiles(ofThisTest());

    assertThat(page.isTruncated()).isFalse();
    ObjectSummary object = page.objects().get(0);
    assertThat(object.bucket()).isEqualTo(bucket());
    assertThat(object.key()).isEqualTo(key);
    assertThat(object.sizeBytes()).isEqualTo(HELLO.length);
    assertThat(object.eTag()).isEqualTo(head.eTag());
    assertThat(object.mimeType()).isEqualTo(TEXT);
    assertThat(object.storageClass()).isEqualTo("STANDARD");
    assertThat(object.lastModified()).isEqualTo(head.lastModified());
    assertThat(object.createTime()).isNotNull();
    assertThat(object.metadata()).isEmpty();
  }

  @Test
  default void prefixFilesAreListedInPages() throws Exception {
    store("a", "b", "c d+e");

    ObjectPage first = client().listing().prefixFiles(ofThisTest().withMaxKeys(2));
    ObjectPage second =
        client().listing().prefixFiles(ofThisTest().withMaxKeys(2).withMarker(first.nextMarker()));

    assertThat(first.isTruncated()).isTrue();
    assertThat(names(first.objects())).containsExactly("a", "b");
    assertThat(second.isTruncated()).isFalse();
    assertThat(names(second.objects())).containsExactly("c d+e");
  }

  @Test
  default void allPrefixFilesAreListedPageAfterPage() throws Exception {
    store("a", "b", "c", "d/e", "文");

    Iterator<ObjectSummary> all = client().listing().allPrefixFiles(ofThisTest().withMaxKeys(2));

    assertThat(names(all)).containsExactly("a", "b", "c", "d/e", "文");
    assertThat(client().listing().allPrefixFiles(ofThisTest().withPrefix(prefix() + "x")))
        .isExhausted();
  }
}
