package org.hatchery.desk;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

/** What the page or answer of an error may say: no words of the program, but a number under which the log has it. */
@Component
class ErrorNumbers extends DefaultErrorAttributes {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorNumbers.class);

  @Override
  public Map<String, Object> getErrorAttributes(WebRequest error, ErrorAttributeOptions options) {
    Map<String, Object> all = super.getErrorAttributes(error, ErrorAttributeOptions.defaults());
    HttpServletRequest request = ((ServletWebRequest) error).getRequest();
    int status = all.get("status") instanceof Integer known ? known : 500;
    String number = RequestNumber.of(request);
    Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    // what was thrown is in the log already, and what does not exist is no news
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null && status != 404) {
      LOG.info("{}: {} {} answered {}", number, request.getMethod(), asked, status);
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("timestamp", all.get("timestamp"));
    told.put("status", status);
    told.put("message", message(status));
    told.put("number", number);
    return told;
  }

  private static String message(int status) {
    return switch (status) {
      case 400, 405, 415 -> "系统看不懂这次请求，请检查填写的内容后再试。";
      case 403 -> PlainErrors.FORBIDDEN;
      case 404 -> "没有这个页面。";
      case 413 -> "提交的内容太大。";
      default -> "系统没能完成这一步，请稍后再试。";
    };
  }
}
