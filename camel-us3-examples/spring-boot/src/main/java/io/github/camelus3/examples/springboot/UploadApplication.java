package io.github.camelus3.examples.springboot;

import io.github.camelus3.callback.PutPolicy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Uploads the files of a folder, and receives the callback of each upload. */
@SpringBootApplication
public class UploadApplication {
  public static void main(String[] args) {
    SpringApplication.run(UploadApplication.class, args);
  }

  /**
   * The policy of the uploads: US3 posts this body to the webhook. The token of the URL has the
   * key.
   */
  @Bean
  PutPolicy notifyWebhook(@Value("${example.callback-url}") String callbackUrl) {
    return PutPolicy.builder()
        .callbackUrl(callbackUrl)
        .callbackBodyType("application/json")
        .callbackBody("{\"event\":\"uploaded\"}")
        .build();
  }
}
