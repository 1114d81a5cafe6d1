package io.github.camelus3.docs;

import io.github.camelus3.component.Us3Constants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The routes of docs/polling.md as they stand there. */
final class PollingRecipes extends RouteBuilder {
  @Override
  public void configure() {
    from("us3:photos?prefix=in/&deleteAfterRead=true").routeId("take").to("direct:handle");

    from("us3:photos?prefix=in/&moveAfterRead=true&removePrefixOnMove=true"
            + "&destinationKeyPrefix=done/${date:now:yyyy-MM}/&moveFailed=failed/")
        .routeId("sort")
        .to("direct:handle");

    from("us3:photos?prefix=in/&delimiter=/&deleteAfterRead=true")
        .routeId("fetch")
        .setHeader(Exchange.FILE_NAME, header(Us3Constants.KEY).regexReplaceAll(".*[/\\\\]", ""))
        .to("file:{{inbox}}");

    from("us3:photos?prefix=jobs/&deleteAfterRead=true&idempotent=true&idempotentEager=false"
            + "&idempotentRepository=#processed&inProgressRepository=#working")
        .routeId("compete")
        .to("direct:handle");

    from("direct:settings")
        .routeId("settings")
        .pollEnrich("us3:photos?fileName=settings.json", 30_000)
        .to("direct:handle");

    from("us3:photos?prefix=log/&idempotent=true")
        .routeId("follow")
        .resumable("offsets")
        .to("direct:handle");
  }
}
