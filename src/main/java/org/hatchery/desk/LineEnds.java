package org.hatchery.desk;

import java.beans.PropertyEditorSupport;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** A browser counts the end of a line once and sends it as two characters; on all pages it is one, so that lengths agree. */
@ControllerAdvice
class LineEnds {

  @InitBinder
  void one(WebDataBinder binder) {
    binder.registerCustomEditor(
        String.class,
        new PropertyEditorSupport() {
          @Override
          public void setAsText(String text) {
            setValue(text == null ? null : text.replace("\r\n", "\n"));
          }
        });
  }
}
