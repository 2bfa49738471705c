package org.hatchery.operation;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.notification.Mail;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Certificates of brands as PDF, A4 landscape, with a QR code that leads to where anybody verifies them. */
@Component
class Certificates {

  private static final String FONT = "/certificate/NotoSansSC-Regular.ttf";
  /** Stands where a character has no glyph, as Chinese type-setters do it. */
  private static final String MISSING = "〓";
  private static final int QR_PIXELS = 360;

  private final ITemplateEngine templates;
  private final Mail mail;
  private final Font font;

  Certificates(ITemplateEngine templates, Mail mail) {
    this.templates = templates;
    this.mail = mail;
    try (InputStream file = fontFile()) {
      font = Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("The font of the certificates cannot be read", e);
    }
  }

  /** What stands on a certificate. @param project its title; @param projectNumber the number people know it by */
  record Certificate(
      String brand, String group, String project, String projectNumber, String number, String code, String city,
      Instant awardedAt) {}

  /** Where anybody verifies the certificate with this code. */
  String verifyLink(String code) {
    return mail.link("/portal/verify/" + code);
  }

  /** Renders the certificate; a character that the font does not have becomes 〓 and is named in a note. */
  byte[] pdf(Certificate certificate) {
    Set<String> missing = new TreeSet<>();
    Context context = new Context(Locale.SIMPLIFIED_CHINESE);
    context.setVariable("brand", printable(certificate.brand(), missing));
    context.setVariable("group", printable(certificate.group(), missing));
    context.setVariable("project", printable(certificate.project(), missing));
    context.setVariable("projectNumber", printable(certificate.projectNumber(), missing));
    context.setVariable("number", printable(certificate.number(), missing));
    context.setVariable("code", certificate.code().replaceAll("(.{4})(?=.)", "$1-"));
    context.setVariable("city", printable(certificate.city(), missing));
    context.setVariable("day", WorkCalendar.DAY.format(certificate.awardedAt()));
    String link = verifyLink(certificate.code());
    context.setVariable("link", printable(link, missing));
    context.setVariable("qr", qr(link));
    context.setVariable("note", note(missing));
    try (ByteArrayOutputStream pdf = new ByteArrayOutputStream()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.useFont(Certificates::fontFile, "Noto Sans SC");
      builder.withHtmlContent(templates.process("certificate", context), null);
      builder.withProducer("Hatchery");
      builder.toStream(pdf);
      builder.run();
      return pdf.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("The certificate " + certificate.number() + " cannot be written", e);
    }
  }

  private String printable(String text, Set<String> missing) {
    return text
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .mapToObj(c -> {
          if (c == ' ' || font.canDisplay(c)) {
            return Character.toString(c);
          }
          missing.add("U+%04X".formatted(c));
          return MISSING;
        })
        .collect(Collectors.joining());
  }

  private static String note(Set<String> missing) {
    return missing.isEmpty()
        ? ""
        : "注：" + MISSING + " 为字库没有的字（字符编码 " + String.join("、", missing) + "），以查验页面显示的名称为准。";
  }

  private static String qr(String link) {
    try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      var matrix =
          new QRCodeWriter()
              .encode(link, BarcodeFormat.QR_CODE, QR_PIXELS, QR_PIXELS, Map.of(EncodeHintType.MARGIN, 1));
      MatrixToImageWriter.writeToStream(matrix, "png", png);
      return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    } catch (IOException | WriterException e) {
      throw new IllegalStateException("No QR code for " + link, e);
    }
  }

  private static InputStream fontFile() {
    return Certificates.class.getResourceAsStream(FONT);
  }
}
