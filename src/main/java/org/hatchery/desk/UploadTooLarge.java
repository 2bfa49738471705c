package org.hatchery.desk;

import org.springframework.ui.Model;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** What is far too large never reaches the page it was meant for. */
@ControllerAdvice
class UploadTooLarge {

  @ExceptionHandler(MaxUploadSizeExceededException.class)
  @ResponseStatus(HttpStatus.PAYLOAD_TOO_LARGE)
  String tooLarge(Model model) {
    model.addAttribute("title", "文件太大");
    model.addAttribute("text", "一个文件最多 20 MB。请压缩或拆分后，回到上一页重新上传。");
    return "desk/note";
  }
}
