package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  private static final List<String> VIEWS =
      List.of("requests", "callbacks", "objects", "uploads", "faults");

  @RegisterExtension static final SharedBrowser BROWSER = new SharedBrowser();

  @RegisterExtension final TestEmulator us3 = new TestEmulator(emulator());

  private static Us3Emulator.Builder emulator() {
    return TestClient.emulator()
        .console(true)
        .followCallbackRedirects(true)
        .callbackTimeout(Duration.ofMinutes(5));
  }

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

  /** Shows a view by its key. From then on the list is that of the view, or empty. */
  private void go(String view) {
    browser.press(Integer.toString(VIEWS.indexOf(view) + 1));
    browser.await(
        Chromium.element("#tabs a[data-view=" + view + "][aria-current=page]") + " !== null");
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
      go("objects");
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

    go("requests");
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
    go("faults");
    browser.click("#choices input[value=throttled]");
    browser.click("#arm");
    browser.awaitText("#armed", "fired 0×");

    assertThat(client.put("k", NONE).statusCode()).isEqualTo(503);
    browser.awaitText("#armed", "fired 1×");
    assertThat(browser.text("#armed")).contains("done", "throttled", "once");
    assertThat(client.put("k", NONE).statusCode()).isEqualTo(200);

    go("requests");
    browser.awaitText("#rows", "fault");
    browser.fill("#filter", "throttled");
    browser.await("document.querySelectorAll('#rows tr').length === 1");
  }

  @Test
  void faultWithoutANumberOfTimesIsNotArmed() {
    go("faults");
    browser.click("#choices input[value=throttled]");
    browser.click("input[name=when][value=times]");
    browser.value("document.querySelector('#fault-times').value = ''");
    browser.value("document.querySelector('#fault-times').dispatchEvent(new Event('input'))");
    neverExpire(4000); // the notice must be found however slow the machine is
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
      go("callbacks");
      browser.awaitText("#rows", "failed");
      browser.press("j");
      browser.press("Enter");
      browser.awaitText("#why", "RetCode 20008");
      assertThat(browser.text("#why")).contains("expect json, but received text/plain");
      assertThat(browser.text("#reply")).isEqualTo("thanks");

      browser.value("window.asked = 0, window.plain = fetch, true");
      browser.value(
          "window.fetch = (...all) => { asked += all[0].includes('again'); return plain(...all); },"
              + " true");
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
    go("callbacks");
    browser.awaitText("#rows", "accepted");
    browser.awaitText("#rows", MARKUP);
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#reply", MARKUP);
    go("uploads");
    browser.awaitText("#uploads", MARKUP);
    go("objects");
    browser.await("document.querySelector('#rows tr[data-id=\"page.html\"]') !== null");
    browser.awaitText("#rows", "onerror");
    browser.click("#rows tr[data-id='page.html']");
    browser.awaitText("#metadata", MARKUP);
    browser.awaitText("#preview", MARKUP);

    assertThat(browser.value("document.title").asText()).isEqualTo("US3 emulator");
    assertThat(browser.value("document.querySelectorAll('img[src=x]').length").asInt()).isZero();
  }

  @Test
  void tenThousandObjectsStayUsable() {
    for (int i = 0; i < 10_000; i++) {
      us3.emulator().putObject(BUCKET, "row-%04d.txt".formatted(i), NONE, "text/plain");
    }

    go("objects");
    browser.awaitText(".pager", "10,000 objects");
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
    go("objects");
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
    go("objects");
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

  /** More have come than a paused page counts. */
  @Test
  void pausedPageLoadsWhatItHasMissed() {
    browser.press("p");
    client.put("kept.txt", NONE);
    browser.awaitText("#pause", "Resume (1 new)");
    browser.value(
        """
        receive(Array.from({length: LIMIT}, (all, i) => (
          {type: "callback", item: {id: 1000 + i, running: true}})))\
        """);
    assertThat(browser.text("#pause")).isEqualTo("Resume (1000 or more new)");
    assertThat(browser.text("#live")).isEqualTo("lists paused");
    assertThat(browser.value("document.querySelector('#pause').ariaPressed").asText())
        .isEqualTo("true");

    browser.press("p");

    browser.awaitText("#rows", "kept.txt");
  }

  private CompletableFuture<Integer> begin(String key, CallbackServer callback) {
    String policy = "{\"callbackUrl\":\"" + callback.url("/cb") + "\"}";
    return CompletableFuture.supplyAsync(
        () -> client.putWithPolicy(key, policy, NONE).statusCode());
  }

  @Test
  void runningRequestAndCallbackAreShownUntilTheyEnd() throws Exception {
    try (CallbackServer callback = CallbackServer.holding(200, "application/json", "{}")) {
      CompletableFuture<Integer> status = begin("slow.txt", callback);
      browser.awaitText("#rows", "running");
      browser.awaitText("#rows", "demobucket/slow.txt");
      String time = browser.text("#rows [data-since]");
      browser.await("document.querySelector('#rows [data-since]').innerText !== '" + time + "'");
      go("callbacks");
      browser.awaitText("#rows", "running");
      browser.press("j");
      browser.press("Enter");
      browser.awaitText("#why", "has not arrived yet");
      browser.awaitText("#detail", "Go-http-client/1.1");
      browser.click("#detail .actions a[href^='#requests']");
      browser.awaitText("#detail", "not sent yet");
      assertThat(browser.text("#detail .actions a[href^='#callbacks']")).contains("running");

      callback.release();

      assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(200);
      browser.awaitText("#detail .actions a[href^='#callbacks']", "accepted");
      browser.await("!document.querySelector('#rows').innerText.includes('running')");
      assertThat(browser.value("document.querySelectorAll('#rows tr').length").asInt())
          .isEqualTo(1);
      assertThat(browser.text("#rows")).contains("200", "slow.txt");
    }
  }

  @Test
  void partWhoseBodyIsOnItsWayIsShownWithTheBytesSoFar() throws IOException {
    String id = client.initiate("big.bin");
    String head =
        "PUT /big.bin?uploadId=%s&partNumber=0 HTTP/1.1\nHost: localhost\nContent-Length: 100\nContent-Type: text/plain\nAuthorization: %s"
            .formatted(id, Signer.DEMO.authorization("PUT", TestClient.TEXT, BUCKET, "big.bin"));
    int port = URI.create(us3.emulator().endpoint()).getPort();
    try (RawConnection part = new RawConnection(port)) {
      part.send(head).send(new byte[7]);
      browser.awaitText("#rows", "running");
      browser.press("j");
      browser.press("Enter");
      browser.awaitText("#detail", "not sent yet");
      browser.awaitText("#detail", " of 100 B");

      part.send(new byte[93]);

      assertThat(part.read().status()).isEqualTo(200);
      browser.awaitText("#detail", "100 B");
      browser.await("!document.querySelector('main').innerText.includes('running')");
      assertThat(browser.text("#detail")).contains("UploadPart").doesNotContain(" of 100 B");
    }
  }

  @Test
  void redirectsOfACallbackAreShown() throws IOException {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{}");
        OneShotServer first =
            OneShotServer.replying(
                "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: "
                    + callback.url("/next?token=hush")
                    + "\r\n\r\n")) {
      String policy = "{\"callbackUrl\":\"" + first.url("/cb") + "\"}";
      assertThat(client.putWithPolicy("k", policy, NONE).statusCode()).isEqualTo(200);
    }
    go("callbacks");
    browser.awaitText("#rows", "accepted");
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#redirects summary", "307");
    assertThat(browser.text("#redirects")).contains("/cb", "/next?token=***");
    browser.click("#redirects summary");
    browser.awaitText("#redirects details", "Location");
    assertThat(browser.text("#detail")).doesNotContain("hush");
  }

  @Test
  void abortIsConfirmedWhilePartsArrive() {
    String id = client.initiate("big.bin");
    for (int i = 0; i < 20; i++) {
      client.initiate("other-" + i);
    }
    client.uploadPart("big.bin", id, 0, new byte[1]);
    go("uploads");
    browser.awaitText("#uploads", "1 parts");
    String box = "#uploads [data-id='" + id + "'] ";
    browser.value(Chromium.element("#list .scroll") + ".scrollTop = 40");
    browser.click(box + "summary");
    browser.awaitText(box + ".parts tbody", "0");
    neverExpire(3000);
    browser.click(box + "button.danger");
    browser.awaitText(box + "button.sure", "Really abort?");
    int top = browser.value(Chromium.element("#list .scroll") + ".scrollTop").asInt();
    assertThat(top).isPositive();

    client.uploadPart("big.bin", id, 1, new byte[1]);
    client.uploadPart("big.bin", id, 2, new byte[1]);

    browser.awaitText(box + ".stored", "3 parts");
    browser.await("document.querySelectorAll(\"" + box + ".parts tr\").length === 3");
    assertThat(browser.text(box + "button.danger")).isEqualTo("Really abort?");
    assertThat(browser.value(Chromium.element("#list .scroll") + ".scrollTop").asInt())
        .isEqualTo(top);
    browser.click(box + "button.sure");
    browser.await(Chromium.element(box) + " === null");
    assertThat(us3.emulator().openUploads(BUCKET)).hasSize(20);
  }

  @Test
  void objectsThatArriveLeaveScrollAndFocusAlone() {
    for (int i = 0; i < 60; i++) {
      us3.emulator().putObject(BUCKET, "row-%02d".formatted(i), NONE, "text/plain");
    }
    go("objects");
    browser.awaitText("#rows", "row-59");
    browser.value("document.querySelector('#list .scroll').scrollTop = 300");
    browser.value("window.kept = document.querySelector('#rows tr[data-id=row-30]'), true");
    browser.value("kept.focus(), getSelection().selectAllChildren(kept.firstChild), true");
    int top = browser.value("document.querySelector('#list .scroll').scrollTop").asInt();

    client.put("row-99", NONE);

    browser.awaitText("#rows", "row-99");
    assertThat(browser.value("document.activeElement === kept").asBoolean()).isTrue();
    assertThat(browser.value("getSelection().toString()").asText()).isEqualTo("row-30");
    assertThat(browser.value("document.querySelector('#list .scroll').scrollTop").asInt())
        .isEqualTo(top);
  }

  /** The page goes elsewhere, and other files are chosen, while the first file is on its way. */
  @Test
  void uploadKeepsTheBucketAndFolderOfItsStart() throws IOException {
    us3.emulator().putObject(BUCKET, "folder/x", NONE, "text/plain");
    Path one = Files.writeString(files.resolve("one.txt"), "1");
    Path two = Files.writeString(files.resolve("two.txt"), "2");
    Path late = Files.writeString(files.resolve("late.txt"), "3");
    try (CallbackServer callback = CallbackServer.holding(200, "application/json", "{}")) {
      browser.value("location.hash = '#objects/demobucket/folder%2F', true");
      browser.awaitText("#rows", "x");
      browser.drop("#list", one, two);
      browser.await("document.querySelector('#upload').open");
      browser.click("#upload-policy");
      browser.fill("#policy-url", callback.url("/cb"));
      browser.click("#upload-start");
      browser.awaitText("#upload-result .note:nth-child(1)", "waiting for the response");
      browser.awaitText("#upload-result .note:nth-child(2)", "waiting, 1 B");
      browser.click("#upload-close");
      browser.press("Backspace");
      browser.awaitText("#rows", "folder/");
      browser.drop("#list", late);
      browser.await("document.querySelector('#upload').open");
      browser.awaitText("#upload-result", "folder/two.txt: waiting");
      browser.fill("#upload-key", "other.txt");
      browser.click("#upload-start");
      browser.awaitText("#upload-result .note:nth-child(3)", "other.txt: waiting");
      assertThat(us3.emulator().keys(BUCKET)).containsExactly("folder/one.txt", "folder/x");

      callback.release();

      for (int i = 1; i <= 3; i++) {
        browser.awaitText("#upload-result .note:nth-child(" + i + ")", "HTTP 200");
      }
    }
    assertThat(us3.emulator().keys(BUCKET))
        .containsExactly("folder/one.txt", "folder/two.txt", "folder/x", "other.txt");
    browser.click("#upload-close");
  }

  @Test
  void uploadShowsItsProgressAndIsCancelled() throws IOException {
    Path big = Files.write(files.resolve("big.bin"), new byte[8 << 20]);
    go("objects");
    browser.awaitText("#list", "This bucket is empty");
    browser.drop("#list", big);
    browser.await("document.querySelector('#upload').open");
    browser.uploadSpeed(200_000);
    browser.click("#upload-start");
    browser.await(
        "(bar => bar.value > 0 && bar.value < bar.max)(document.querySelector('progress'))");
    browser.click("#upload-result button");
    browser.awaitText("#upload-result", "big.bin: cancelled");
    browser.uploadSpeed(-1);
    browser.awaitText("#upload-result button", "Try again");
    browser.click("#upload-result button");
    browser.awaitText("#upload-result", "big.bin: HTTP 200");
    browser.click("#upload-close");

    assertThat(us3.emulator().object(BUCKET, "big.bin").orElseThrow().bytes()).hasSize(8 << 20);
  }

  @Test
  void pageSaysThatTheEmulatorHasStoppedAndFollowsTheNextOne() {
    us3.emulator().putObject(BUCKET, "old.txt", NONE, "text/plain");
    client.put("first.txt", NONE);
    browser.awaitText("#rows", "first.txt");
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#detail", "first.txt");
    int port = URI.create(us3.emulator().consoleUrl()).getPort();

    us3.emulator().close();

    browser.awaitText("#banner", "The emulator has stopped. The lists are old.");
    assertThat(browser.text("#live")).isEqualTo("reconnecting");
    assertThat(browser.text("#rows")).contains("first.txt");

    us3.restart(emulator().consolePort(port));

    browser.awaitText("#live", "live");
    browser.await("document.querySelector('#detail').hidden");
    browser.await("!document.querySelector('#none').hidden");
    assertThat(browser.value("document.querySelector('#banner').hidden").asBoolean()).isTrue();
    client.put("second.txt", NONE);
    browser.awaitText("#rows", "second.txt");
    assertThat(browser.text("#count-requests")).isEqualTo("1");
    go("objects");
    browser.awaitText("#rows", "second.txt");
    assertThat(browser.text("#rows")).doesNotContain("old.txt");
    browser.complaints().clear(); // about connections that were refused
  }

  /** A browser opens at most six connections to one address. */
  @Test
  void eightTabsDoNotBlockEachOther() {
    List<Chromium> tabs = new ArrayList<>();
    try {
      for (int i = 0; i < 7; i++) {
        Chromium tab = browser.newTab();
        tabs.add(tab);
        tab.open(us3.emulator().consoleUrl());
        tab.awaitText("#live", "live");
        client.put("tab-" + i, NONE);
        tab.awaitText("#rows", "tab-" + i);
        assertThat(tab.complaints()).isEmpty();
      }
      browser.toFront();
      browser.awaitText("#live", "live");
      browser.awaitText("#rows", "tab-6");
    } finally {
      tabs.forEach(browser::close);
      browser.toFront();
    }
  }

  @Test
  void blanksAndInvisibleCharactersAreMarked() {
    String key = " two  blanks\u202egpj.\u200bexe ";
    client.send(
        client
            .unsigned("PUT", key, "", NONE)
            .header("Content-Type", "text/plain")
            .header(
                "Authorization", Signer.DEMO.header("PUT\n\n text/plain\n\n/demobucket/" + key)));

    browser.awaitText("#rows", "403");
    assertThat(marks("#rows")).containsExactly("·", "·", "·", "U+202E", "U+200B", "·");
    assertThat(browser.value("document.querySelector('#rows td.text').innerText").asText())
        .contains("two  blanks");
    assertThat(
            browser
                .value(
                    "getComputedStyle(document.querySelector('#rows .mark'), '::before').content")
                .asText())
        .isEqualTo("\"·\"");
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#explanation", "Expected string to sign");
    assertThat(marks("#explanation .text")).containsExactly("·", "·", "·", "U+202E", "U+200B", "·");
    assertThat(
            browser
                .value(
                    "getComputedStyle(document.querySelector('#explanation"
                        + " .text')).whiteSpaceCollapse")
                .asText())
        .isEqualTo("preserve");
  }

  private List<String> marks(String selector) {
    String all =
        "[...document.querySelectorAll(%s + ' .mark')].map(mark => mark.dataset.mark).join(' ')";
    return List.of(browser.value(all.formatted(Chromium.quoted(selector))).asText().split(" "));
  }

  @Test
  void callbackShowsItsHeaders() {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{}")) {
      assertThat(begin("k", callback).join()).isEqualTo(200);
      go("callbacks");
      browser.awaitText("#rows", "accepted");
      browser.press("j");
      browser.press("Enter");
      browser.awaitText("#sent-headers", "Go-http-client/1.1");
      assertThat(browser.text("#reply-headers")).contains("application/json");
    }
  }

  @Test
  void keyboardFollowsRowsAndDetail() {
    client.put("one.txt", NONE);
    client.put("two.txt", NONE);
    browser.awaitText("#rows", "two.txt");
    browser.awaitText("#rows", "one.txt");
    browser.press("ArrowDown");
    browser.press("ArrowDown");
    assertThat(browser.text("#rows tr:focus[aria-selected=true][tabindex='0']"))
        .contains("one.txt");
    assertThat(browser.value("document.querySelectorAll('#rows [tabindex=\"0\"]').length").asInt())
        .isEqualTo(1);
    browser.press("Enter");
    browser.awaitText("#detail:focus", "one.txt");
    browser.press("ArrowUp"); // scrolls the detail
    browser.press("k");
    browser.awaitText("#detail:focus", "two.txt");
    browser.press("Escape");
    browser.awaitText("#rows tr:focus", "two.txt");

    go("faults");
    browser.click("#choices input[value=throttled]");
    go("requests");
    browser.awaitText("#rows", "one.txt");
  }

  @Test
  void uploadFormIsSentByEnter() throws IOException {
    Path file = Files.writeString(files.resolve("hello.txt"), "hello");
    go("objects");
    browser.awaitText("#list", "This bucket is empty");
    browser.drop("#list", file);
    browser.await("document.querySelector('#upload').open");
    browser.fill("#upload-key", "typed.txt");
    browser.type("Enter", "\r", 13);
    browser.awaitText("#upload-result", "HTTP 200");
    browser.click("#upload-close");

    assertThat(us3.emulator().keys(BUCKET)).containsExactly("typed.txt");
  }

  @Test
  void pauseHoldsTheListsOfRequestsAndCallbacksAlone() {
    client.put("before.txt", NONE);
    browser.awaitText("#rows", "200");
    browser.press("p");
    client.put("meanwhile.txt", NONE);
    browser.awaitText("#pause", "Resume (1 new)");
    assertThat(browser.text("#rows")).doesNotContain("meanwhile.txt");

    browser.click("#list .bar button:last-child");

    browser.await("!document.querySelector('#none').hidden");
    assertThat(browser.text("#pause")).isEqualTo("Resume");
    go("objects");
    browser.awaitText("#rows", "meanwhile.txt");
    client.put("object.txt", NONE);
    browser.awaitText("#rows", "object.txt");
    assertThat(browser.text("#live")).isEqualTo("lists paused");
    go("requests");
    browser.press("p");
    browser.awaitText("#rows", "object.txt");
  }

  @Test
  void detailOfWhatIsNoLongerKeptSaysSo() {
    client.put("gone.txt", NONE);
    browser.awaitText("#rows", "200");
    browser.press("j");
    browser.press("Enter");
    browser.awaitText("#detail", "gone.txt");

    us3.emulator().reset();

    browser.awaitText("#not-kept", "No longer kept");
    assertThat(browser.text("#detail")).contains("PutFile", "curl");
    browser.press("Escape");
    browser.value("location.hash = '#callbacks/77', true");
    browser.awaitText("#not-kept", "No longer kept");
    browser.complaints().clear(); // status 404
  }

  /** The ratio that WCAG asks for: 4.5 for texts and 3 for the borders of fields. */
  @Test
  void textsAndFieldsHaveContrast() {
    go("faults");
    browser.awaitText("#choices", "throttled");
    String script =
        """
        (() => {
          const parts = text => text.match(/[\\d.]+/g).map(Number);
          const light = text => parts(text).slice(0, 3).map(c => c / 255)
            .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          const behind = element => {
            for (let at = element; at; at = at.parentElement) {
              const color = getComputedStyle(at).backgroundColor;
              if (parts(color).length === 3) return light(color);
            }
          };
          const bad = [];
          document.body.append(...["", "ok", "bad", "warn", "run"].map(kind => h("span", {class: `badge ${kind}`}, kind || "plain")));
          for (const element of document.querySelectorAll("body *")) {
            const style = getComputedStyle(element);
            if (element.innerText && element.checkVisibility() && !element.disabled && ratio(light(style.color), behind(element)) < 4.5) bad.push(element.outerHTML.slice(0, 200));
            if (element.placeholder && ratio(light(getComputedStyle(element, "::placeholder").color), behind(element)) < 4.5) bad.push(element.placeholder);
            if (element.matches("input[type=search], input[type=number], select, textarea") && ratio(light(style.borderTopColor), behind(element)) < 3) bad.push(`border of ${element.id}`);
          }
          return bad.join("\\n");
        })()\
        """;
    for (boolean dark : List.of(false, true)) {
      browser.appearance(dark, 1360, 820);
      assertThat(browser.value(script).asText()).isEmpty();
    }
  }
}
