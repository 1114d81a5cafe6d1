package io.github.camelus3.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that uploads what is sent to {@code direct:upload}, as object cat.jpg. */
@Configuration
@EnableAutoConfiguration
class UploadApplication {
  @Bean
  RouteBuilder upload() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:upload").to("us3:photos?keyName=cat.jpg");
      }
    };
  }
}
