package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The console's page in a real browser. */
@Tag("once")
class ConsoleBrowserTest {
  private static final String MARKUP = "<img src=x onerror=document.title='hacked'>";
  private static final byte[] NONE = {};

  @RegisterExtension static final SharedBrowser BROWSER = new SharedBrowser();

  @RegisterExtension final TestEmulator us3 = new TestEmulator(TestClient.emulator().console(true));

  private final TestClient client = us3.client();
  private Chromium browser;

  @TempDir private Path files;

  @BeforeEach
  void openThePage() {
    browser = BROWSER.page();
    browser.appearance(false, 1360, 820);
    browser.open(us3.emulator().consoleUrl());
    browser.awaitText("#live", "live");
    browser.await("document.querySelector('#pause') !== null"); // else a key has no view
  }

  @AfterEach
  void pageHasLoggedNoError() {
    assertThat(browser.complaints()).isEmpty();
    browser.open("about:blank");
  }

  @Test
  void uploadWithAPolicyShowsRequestCallbackAndObject() throws IOException {
    Path file = Files.writeString(files.resolve("hello.txt"), "hello, console");
    try (CallbackServer callback =
        CallbackServer.replying(200, "application/json", "{\"saved\":true}")) {
      browser.press("3");
      browser.awaitText("#list", "This bucket is empty");
      browser.drop("#list", file);
      browser.await("document.querySelector('#upload').open");
      browser.fill("#upload-key", "notes/hello.txt");
      browser.fill("#upload-meta", "owner: somebody");
      browser.click("#upload-policy");
      browser.fill("#policy-url", callback.url("/cb"));
      browser.click("#upload-start");
      browser.awaitText("#upload-result", "HTTP 200");
      assertThat(browser.text("#upload-result")).contains("{\"saved\":true}");
      browser.click("#upload-close");

      assertThat(callback.received())
          .extracting(CallbackServer.Received::body)
          .containsExactly("{\"key\":\"notes/hello.txt\"}");
    }
    StoredObject object = us3.emulator().object(BUCKET, "notes/hello.txt").orElseThrow();
    assertThat(object.bytes()).asString().isEqualTo("hello, console");
    assertThat(object.metadata()).containsEntry("owner", "somebody");

    browser.press("1");
    browser.awaitText("#rows tr", "notes/hello.txt");
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#detail", "us3-emulator-console");
    assertThat(browser.text("#detail")).contains("PutFile", "UCloud TOKE…5555:***");
    browser.click("#detail .actions a[href^='#callbacks']");
    browser.awaitText("#why", "Accepted");
    assertThat(browser.text("#detail")).contains("x:key", "callbackBodyType", "\"saved\": true");
    browser.click("#detail .actions a[href^='#objects']");
    browser.awaitText("#preview", "hello, console");
    assertThat(browser.text("#metadata")).contains("owner", "somebody");
    assertThat(browser.text("#detail")).contains(object.eTag());
  }

  @Test
  void armedFaultIsSeenToFire() {
    browser.press("5");
    browser.click("#choices input[value=throttled]");
    browser.click("#arm");
    browser.awaitText("#armed", "fired 0×");

    assertThat(client.put("k", NONE).statusCode()).isEqualTo(503);
    browser.awaitText("#armed", "fired 1×");
    assertThat(browser.text("#armed")).contains("done", "throttled", "once");
    assertThat(client.put("k", NONE).statusCode()).isEqualTo(200);

    browser.press("1");
    browser.awaitText("#rows", "fault");
    browser.fill("#filter", "throttled");
    browser.await("document.querySelectorAll('#rows tr').length === 1");
  }

  @Test
  void faultWithoutANumberOfTimesIsNotArmed() {
    browser.press("5");
    browser.click("#choices input[value=throttled]");
    browser.click("input[name=when][value=times]");
    browser.value("document.querySelector('#fault-times').value = ''");
    browser.value("document.querySelector('#fault-times').dispatchEvent(new Event('input'))");
    browser.click("#arm");
    browser.awaitText("#toasts", "times must be 1 to 1000: empty");
    browser.fill("#fault-times", "2");
    browser.click("#arm");
    browser.awaitText("#armed", "2 times");

    assertThat(browser.value("document.querySelectorAll('#armed .armed').length").asInt())
        .isEqualTo(1);
  }

  @Test
  void resetOfTheEmulatorIsSeen() {
    us3.emulator().inject(Fault.throttled());
    client.put("k", NONE);
    browser.awaitText("#rows", "fault");

    us3.emulator().reset();

    browser.await("!document.querySelector('#none').hidden");
    assertThat(browser.text("#count-requests")).isEqualTo("0");
  }

  @Test
  void refusedSignatureIsExplained() {
    client.send(
        client
            .request("PUT", "photo.jpg", "", "x".getBytes(StandardCharsets.UTF_8))
            .setHeader("Content-Type", "image/jpeg"));

    browser.awaitText("#rows", "photo.jpg");
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#mistake", "The Content-Type was not signed.");
    assertThat(browser.text("#explanation"))
        .contains(
            "Expected string to sign, bucket demobucket", "image/jpeg", "/demobucket/photo.jpg");
    assertThat(browser.text("body")).doesNotContain(Signer.DEMO.privateKey());
  }

  @Test
  void failedCallbackIsExplainedAndSentAgain() {
    try (CallbackServer callback = CallbackServer.replying(200, "text/plain", "thanks")) {
      String policy = "{\"callbackUrl\":\"" + callback.url("/cb") + "\"}";
      assertThat(client.putWithPolicy("k", policy, NONE).statusCode()).isEqualTo(599);
      browser.press("2");
      browser.awaitText("#rows", "failed");
      browser.press("j");
      browser.press("Enter");
      browser.awaitText("#why", "RetCode 20008");
      assertThat(browser.text("#why")).contains("expect json, but received text/plain");
      assertThat(browser.text("#reply")).isEqualTo("thanks");

      browser.value("window.asked = 0, window.plain = fetch, true");
      browser.value("window.fetch = (...all) => { asked++; return plain(...all); }, true");
      browser.hold("r");
      assertThat(browser.value("asked").asInt()).isEqualTo(1);
      browser.awaitText("#rows", "again");
      assertThat(callback.received()).hasSize(2);
    }
  }

  @Test
  void markupIsShownAsText() {
    String key = MARKUP + "/<b>key</b>";
    String reply = "{\"note\":\"" + MARKUP + "\"}";
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", reply)) {
      String policy =
          "{\"callbackUrl\":\"" + callback.url("/") + "\",\"callbackBody\":\"" + MARKUP + "\"}";
      assertThat(client.putWithPolicy(key, policy, NONE).statusCode()).isEqualTo(200);
    }
    client.send(
        client
            .request("PUT", "page.html", "text/html", MARKUP.getBytes(StandardCharsets.UTF_8))
            .header("X-Ufile-Meta-note", MARKUP));
    client.initiate(MARKUP);

    browser.awaitText("#rows", MARKUP);
    browser.press("2");
    browser.awaitText("#rows", MARKUP);
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#reply", MARKUP);
    browser.press("4");
    browser.awaitText("#list", MARKUP);
    browser.press("3");
    browser.awaitText("#rows", "onerror");
    browser.click("#rows tr[data-id='page.html']");
    browser.awaitText("#metadata", MARKUP);
    browser.awaitText("#preview", MARKUP);

    assertThat(browser.value("document.title").asText()).isEqualTo("US3 emulator");
    assertThat(browser.value("document.querySelectorAll('img[src=x]').length").asInt()).isZero();
  }

  @Test
  void twoThousandObjectsStayUsable() {
    for (int i = 0; i < 2000; i++) {
      us3.emulator().putObject(BUCKET, "row-%04d.txt".formatted(i), NONE, "text/plain");
    }

    browser.press("3");
    browser.awaitText(".pager", "2,000 objects");
    assertThat(browser.value("document.querySelectorAll('#rows tr').length").asInt())
        .isEqualTo(100);
    browser.click("#next");
    browser.awaitText("#rows", "row-0100.txt");
    browser.click("#previous");
    browser.awaitText("#rows", "row-0099.txt");
    browser.fill("#prefix", "row-199");
    browser.press("Enter");
    browser.awaitText("#rows", "row-1990.txt");
    assertThat(browser.value("document.querySelectorAll('#rows tr').length").asInt()).isEqualTo(10);
  }

  @Test
  void folderIsOpenedAndLeftByKeys() {
    us3.emulator().putObject(BUCKET, "a/b/c.txt", NONE, "text/plain");
    browser.press("3");
    browser.awaitText("#rows", "a/");
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#rows", "b/");
    browser.press("Backspace");
    browser.awaitText("#rows", "a/");
    assertThat(browser.value("location.hash").asText()).isEqualTo("#objects/demobucket/");
  }

  @Test
  void objectIsDeletedWhenItIsConfirmed() {
    us3.emulator().putObject(BUCKET, "k", NONE, "text/plain");
    browser.press("3");
    browser.click("#rows tr");
    browser.await("document.querySelector('#detail button.danger') !== null");
    neverExpire(3000); // the second click must find the question however slow the machine is
    browser.click("#detail button.danger");
    browser.await("document.querySelector('#detail button.sure') !== null");
    assertThat(us3.emulator().keys(BUCKET)).containsExactly("k");
    browser.click("#detail button.sure");
    browser.awaitText("#list", "This bucket is empty");

    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
    assertThat(us3.emulator().requests())
        .extracting(ReceivedRequest::api)
        .isEqualTo(List.of(Us3Api.DELETE_FILE));
  }

  /** Timers of that many milliseconds do not run. */
  private void neverExpire(int millis) {
    browser.value(
        "window.timer = setTimeout, window.setTimeout = (action, wait) => wait === %d ? 0 : timer(action, wait), true"
            .formatted(millis));
  }

  /** The list arrives after the news of a request that is not in it. */
  @Test
  void rowIsKeptWhenAnOlderListArrives() {
    client.put("old.txt", NONE);
    browser.awaitText("#rows", "old.txt");
    browser.value(
        """
        window.held = new Promise(done => { window.release = done; });
        window.plain = window.fetch;
        window.fetch = async (url, options) => {
          const response = await plain(url, options);
          if (url === "api/requests") { window.taken = true; await held; }
          return response;
        };
        window.loaded = loadLists();
        true\
        """);
    browser.await("window.taken");
    client.put("new.txt", NONE);
    browser.awaitText("#rows", "new.txt");

    browser.value("release(), loaded");

    assertThat(browser.text("#rows")).contains("new.txt", "old.txt");
    assertThat(browser.text("#count-requests")).isEqualTo("2");
    browser.press("j");
    browser.value("loadLists()");
    assertThat(browser.text("#rows .selected")).contains("new.txt");
  }

  @Test
  void clearedListStaysEmpty() {
    client.put("old.txt", NONE);
    browser.awaitText("#rows", "old.txt");

    browser.click("#list .bar button:last-child");

    browser.await("!document.querySelector('#none').hidden");
    client.put("new.txt", NONE);
    browser.awaitText("#rows", "new.txt");
    assertThat(browser.text("#count-requests")).isEqualTo("1");
  }

  /** As many events follow the hint to load the lists as a paused page keeps. */
  @Test
  void pausedPageLoadsWhatItHasMissed() {
    browser.press("p");
    client.put("kept.txt", NONE);
    browser.awaitText("#pause", "Resume (1 new)");
    browser.value(
        """
        state.missed = [];
        news([{type: "gap"}]);
        news(Array.from({length: LIMIT}, () => ({type: "faults"})))\
        """);
    assertThat(browser.text("#pause")).isEqualTo("Resume (1000 or more new)");

    browser.press("p");

    browser.awaitText("#rows", "kept.txt");
  }
}
