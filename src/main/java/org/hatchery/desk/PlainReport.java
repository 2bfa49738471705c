package org.hatchery.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * What the server itself answers to a request that it takes for none and passes to nobody, so that no page of ours can. Public
 * because the server makes it by its name.
 */
public class PlainReport extends ErrorReportValve {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head><meta charset="UTF-8"><meta name="viewport" content="width=device-width"><title>地址不对</title></head>
      <body>
      <h1>地址不对</h1>
      <p>系统看不懂这个地址（%d），什么也没有改变。请检查地址是否完整，或从首页重新进入。</p>
      <p><a href="/">回到首页</a></p>
      </body>
      </html>
      """;

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType("text/html;charset=UTF-8");
      byte[] page = PAGE.formatted(response.getStatus()).getBytes(StandardCharsets.UTF_8);
      response.getOutputStream().write(page);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // whoever asked has gone, or has an answer already
      getContainer().getLogger().debug("No page for an error", e);
    }
  }
}
