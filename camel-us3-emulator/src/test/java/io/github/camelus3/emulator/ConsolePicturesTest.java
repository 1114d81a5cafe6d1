package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of {@code docs/emulator-console.md}. With {@code -Dus3.docs.write=true} they
 * replace those in the documentation.
 */
@Tag("once")
class ConsolePicturesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String BUCKET = "photos";
  private static final byte[] NONE = {};
  private static final int MAX_BYTES = 200_000;

  private static final Signer SIGNER = new Signer("PUBLIC_KEY_FOR_TESTS", "private key for tests");

  @RegisterExtension static final SharedBrowser BROWSER = new SharedBrowser();

  @RegisterExtension
  final TestEmulator us3 =
      new TestEmulator(
          Us3Emulator.builder()
              .bucket(BUCKET, "inbox")
              .credentials(SIGNER.publicKey(), SIGNER.privateKey())
              .console(true));

  private final TestClient client = new TestClient(() -> us3.emulator().endpoint(), SIGNER);

  @TempDir private Path directory;

  @Test
  void picturesShowEveryView() throws IOException, InterruptedException {
    Path pictures = Boolean.getBoolean("us3.docs.write") ? DOCS.resolve("pictures") : directory;
    Chromium browser = BROWSER.page();
    try (CallbackServer good =
            CallbackServer.replying(200, "application/json", "{\"saved\":true}");
        CallbackServer bad = CallbackServer.replying(200, "text/html", "<h1>It works</h1>")) {
      browser.appearance(false, 1280, 720);
      browser.open(us3.emulator().consoleUrl());
      browser.awaitText("#live", "live");
      work(good, bad);

      browser.awaitText("#rows", "reports/2026/november.pdf");
      browser.click("#rows tr:has(td[title='photos/albums/summer/beach.jpg'])");
      browser.awaitText("#mistake", "Content-Type");
      shoot(browser, pictures.resolve("console-requests.png"));

      browser.appearance(true, 1280, 720);
      browser.press("Escape");
      browser.press("2");
      browser.click("#rows tr:first-child");
      browser.awaitText("#why", "RetCode 20008");
      shoot(browser, pictures.resolve("console-callbacks.png"));

      browser.appearance(false, 1280, 720);
      browser.press("3");
      browser.click("#rows tr:has(td[title='albums/'])");
      browser.click("#rows tr:has(td[title='albums/sunset.png'])");
      browser.await("document.querySelector('#preview img').naturalWidth > 0");
      shoot(browser, pictures.resolve("console-objects.png"));

      browser.drop("#list", Files.write(directory.resolve("mountains.png"), sunset()));
      browser.await("document.querySelector('#upload').open");
      browser.fill("#upload-key", "albums/mountains.png");
      browser.click("#upload-policy");
      browser.fill("#policy-url", "http://127.0.0.1:8080/callback");
      shoot(browser, pictures.resolve("console-upload.png"));
      browser.click("#upload-close");

      browser.appearance(true, 1280, 720);
      browser.press("5");
      browser.click("#choices input[value=callback-timeout]");
      browser.click("#arm");
      browser.awaitText("#armed", "callback-timeout");
      shoot(browser, pictures.resolve("console-faults.png"));
      assertThat(browser.complaints()).isEmpty();
      browser.open("about:blank");
    }
    String page = Files.readString(DOCS.resolve("emulator-console.md"));
    for (String view : List.of("requests", "callbacks", "objects", "upload", "faults")) {
      String name = "console-" + view + ".png";
      assertThat(page).contains("pictures/" + name);
      assertThat(DOCS.resolve("pictures").resolve(name)).isRegularFile();
      assertThat(Files.size(pictures.resolve(name))).isBetween(10_000L, (long) MAX_BYTES);
    }
  }

  /** Without the notices of the last seconds. */
  private static void shoot(Chromium browser, Path file) throws IOException {
    browser.value("document.querySelector('#toasts').replaceChildren()");
    browser.screenshot(file);
  }

  /** Requests as a day of work leaves them. */
  private void work(CallbackServer good, CallbackServer bad) throws IOException {
    us3.emulator().putObject(BUCKET, "albums/sunset.png", sunset(), "image/png");
    us3.emulator().putObject(BUCKET, "albums/notes.txt", utf8("two\nlines"), "text/plain");
    us3.emulator().putObject(BUCKET, "albums/summer/beach.jpg", new byte[48_211], "image/jpeg");
    us3.emulator().putObject(BUCKET, "albums/winter/ice.jpg", new byte[91_377], "image/jpeg");
    put("reports/2026/october.pdf", "application/pdf", 182_344);
    put("albums/summer/harbour.jpg", "image/jpeg", 1_204_551);
    withPolicy("albums/summer/pier.jpg", good, 913_004);
    get("reports/2026/october.pdf");
    get("albums/nothing.jpg");
    us3.emulator().inject(Fault.throttled());
    put("albums/summer/gulls.jpg", "image/jpeg", 48_221);
    put("albums/summer/gulls.jpg", "image/jpeg", 48_221);
    withPolicy("albums/summer/lighthouse.jpg", good, 733_512);
    String text = "PUT\n\n\n\n/photos/albums/summer/beach.jpg";
    client.send(
        client
            .unsigned("PUT", "albums/summer/beach.jpg", "", new byte[48_211])
            .header("Content-Type", "image/jpeg")
            .header("Authorization", SIGNER.header(text)));
    withPolicy("albums/summer/dunes.jpg", bad, 512_733);
    send("HEAD", "albums/summer/dunes.jpg", "", NONE);
    put("reports/2026/november.pdf", "application/pdf", 177_080);
  }

  private void put(String key, String type, int size) {
    send("PUT", key, type, new byte[size]);
  }

  private void get(String key) {
    send("GET", key, "", NONE);
  }

  private void send(String method, String key, String type, byte[] body) {
    var request =
        client
            .unsigned(method, key, "", body)
            .header("Authorization", SIGNER.authorization(method, type, BUCKET, key));
    client.send(type.isEmpty() ? request : request.header("Content-Type", type));
  }

  private void withPolicy(String key, CallbackServer callback, int size) {
    String policy =
        """
        {"callbackUrl":"%s","callbackBodyType":"application/json",
         "callbackBody":"{\\"key\\":\\"$(x:key)\\",\\"owner\\":$(x:owner)}",
         "callbackVar":{"x:key":"%s","x:owner":"42"}}\
        """
            .formatted(callback.url("/uploads/done"), key);
    client.send(
        client
            .unsigned("PUT", key, "", new byte[size])
            .header("Content-Type", "image/jpeg")
            .header("Authorization", SIGNER.withPolicy("PUT", "image/jpeg", BUCKET, key, policy)));
  }

  private static byte[] sunset() throws IOException {
    BufferedImage image = new BufferedImage(480, 270, BufferedImage.TYPE_INT_RGB);
    Graphics2D draw = image.createGraphics();
    draw.setPaint(new GradientPaint(0, 0, new Color(0x31476b), 0, 190, new Color(0xf2a65a)));
    draw.fillRect(0, 0, 480, 190);
    draw.setPaint(new Color(0xffe3a8));
    draw.fillOval(205, 120, 70, 70);
    draw.setPaint(new GradientPaint(0, 190, new Color(0x7a5a64), 0, 270, new Color(0x24344d)));
    draw.fillRect(0, 190, 480, 80);
    draw.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
