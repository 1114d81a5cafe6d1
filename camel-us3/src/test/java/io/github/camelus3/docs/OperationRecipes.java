package io.github.camelus3.docs;

import io.github.camelus3.component.Us3Constants;
import java.io.File;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** The routes of docs/operations.md as they stand there. */
final class OperationRecipes extends RouteBuilder {
  @Override
  @SuppressWarnings("unchecked") // a map's types are erased
  public void configure() {
    from("direct:download")
        .streamCache("false")
        .to("us3:photos?operation=getObject")
        .to("file:{{inbox}}?fileName=${header.CamelUs3Key}");

    from("direct:first-kilobyte")
        .setHeader(Us3Constants.RANGE_END, constant(1023))
        .to("us3:photos?operation=getObject");

    from("direct:upload-once")
        .to("us3:photos?operation=headObject&notFoundAsHeader=true")
        .filter(header(Us3Constants.OBJECT_EXISTS).isEqualTo(false))
        .to("us3:photos");

    from("direct:delete").to("us3:photos?operation=deleteObject");

    from("direct:clean")
        .to("us3:photos?operation=listObjects&listAll=true&prefix=tmp/")
        .to("us3:photos?operation=deleteObjects&jobs=20")
        .log("${body.size} keys");

    from("direct:pages")
        .loopDoWhile(simple("${header.CamelUs3Truncated} != false"))
        .setHeader(Us3Constants.MARKER, header(Us3Constants.NEXT_MARKER))
        .to("us3:photos?operation=listObjects&maxResults=100")
        .to("direct:page")
        .end();

    from("direct:each")
        .to("us3:photos?operation=listObjects&listAll=true&prefix=in/")
        .split(body())
        .streaming()
        .setHeader(Us3Constants.KEY, simple("${body.key}"))
        .to("us3:photos?operation=getObject")
        .to("direct:handle")
        .end();

    from("direct:archive")
        .setHeader(Us3Constants.DESTINATION_BUCKET_NAME, constant("archive"))
        .setHeader(Us3Constants.DESTINATION_KEY, simple("2026/${header.CamelUs3Key}"))
        .to("us3:photos?operation=copyObject&storageClass=IA");

    from("direct:publish")
        .setHeader(Us3Constants.DESTINATION_KEY, simple("public/${header.CamelUs3Key}"))
        .setHeader(Us3Constants.FORCE, constant(true))
        .to("us3:photos?operation=renameObject");

    from("direct:hit-or-upload")
        .to("us3:photos?operation=uploadHit")
        .filter(header(Us3Constants.UPLOAD_HIT).isEqualTo(false))
        .to("us3:photos");

    from("direct:cool-down").to("us3:photos?operation=changeStorageClass&storageClass=ARCHIVE");

    from("direct:thaw")
        .setHeader(Us3Constants.RESTORE_TIER, constant("Expedited"))
        .to("us3:photos?operation=restoreObject");

    from("direct:correct-type").to("us3:photos?operation=changeMimeType&mimeType=text/html");

    from("direct:sign-off")
        .to("us3:photos?operation=getTagging")
        .process(exchange -> exchange.getMessage().getBody(Map.class).put("state", "signed off"))
        .to("us3:photos?operation=putTagging");

    from("direct:untag").to("us3:photos?operation=deleteTagging");

    from("direct:show-to-all")
        .to("us3:photos?operation=getAcl")
        .filter(header(Us3Constants.ACL).isEqualTo("default"))
        .setBody(constant("public-read"))
        .to("us3:photos?operation=putAcl");

    from("direct:share")
        .setHeader(Us3Constants.ATTACHMENT_NAME, constant("holiday.jpg"))
        .to("us3:photos?operation=createDownloadLink&urlExpiry=1h");

    from("direct:invite")
        .to("us3:photos?operation=createUploadLink&mimeType=image/jpeg&urlExpiry=15m");

    from("direct:begin").to("us3:photos?operation=initiateMultipartUpload").to("direct:distribute");

    from("seda:part?concurrentConsumers=4").to("us3:photos?operation=uploadPart").to("direct:sent");

    from("seda:range?concurrentConsumers=4")
        .setBody()
        .body(String.class, path -> new File(path))
        .to("us3:photos?operation=uploadPart")
        .to("direct:sent");

    from("seda:copied-part").to("us3:photos?operation=uploadPartCopy").to("direct:sent");

    from("direct:all-sent")
        .to("us3:photos?operation=listParts")
        .log("${header.CamelUs3PartCount} parts")
        .to("us3:photos?mode=finish");

    from("direct:give-up-all")
        .to("us3:photos?operation=listMultipartUploads&prefix=in/")
        .split(body())
        .setHeader(Us3Constants.KEY, simple("${body.key}"))
        .setHeader(Us3Constants.UPLOAD_ID, simple("${body.uploadId}"))
        .to("us3:photos?operation=abortMultipartUpload")
        .end();

    from("direct:prepare")
        .to("us3:inbox?operation=describeBucket&notFoundAsHeader=true")
        .filter(header(Us3Constants.BUCKET_EXISTS).isEqualTo(false))
        .to("us3:inbox?operation=createBucket&region=cn-bj&bucketType=private");

    from("direct:buckets").to("us3:photos?operation=listBuckets").split(body()).to("direct:bucket");

    from("direct:open-to-all").to("us3:inbox?operation=updateBucket&bucketType=public");

    from("direct:drop").to("us3:inbox?operation=deleteBucket");
  }
}
