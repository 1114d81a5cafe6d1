package io.github.camelus3.docs;

import io.github.camelus3.component.Us3Constants;
import org.apache.camel.builder.RouteBuilder;

/** The routes of docs/upload-modes.md. */
class UploadRecipes extends RouteBuilder {
  @Override
  public void configure() {
    from("file:{{outbox}}?recursive=true&preMove=.w/${file:name}")
        .routeId("folder")
        .setHeader(Us3Constants.KEY, header("CamelFileRelativePath").regexReplaceAll("^\\.w/", ""))
        .to("us3:photos");
  }
}
