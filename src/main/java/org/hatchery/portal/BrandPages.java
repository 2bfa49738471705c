package org.hatchery.portal;

import java.util.Optional;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.operation.Brands;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The brand wall and the verification of certificates (DOMAIN.md, Branded operation, grant). */
@Controller
class BrandPages {

  private static final int LONGEST_CODE = 40;

  private final Brands brands;

  BrandPages(Brands brands) {
    this.brands = brands;
  }

  record BrandLine(String name, String group, String number, String awarded, String stars) {}

  @GetMapping("/portal/brands")
  String wall(Model model) {
    model.addAttribute("title", "品牌墙");
    model.addAttribute("brands", brands.wall().stream().map(BrandPages::line).toList());
    return "portal/brands";
  }

  @GetMapping("/portal/verify")
  String verify(@RequestParam(required = false) String code, Model model) {
    return code == null || code.isBlank() ? page(model, null, null) : found(code, model);
  }

  /** The address in the certificate's QR code. */
  @GetMapping("/portal/verify/{code}")
  String verifyPrinted(@PathVariable String code, Model model) {
    return found(code, model);
  }

  private String found(String code, Model model) {
    String asked = code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) : code;
    return page(model, asked, brands.verify(asked).orElse(null));
  }

  private static String page(Model model, String asked, Brands.Brand brand) {
    model.addAttribute("title", "证书核验");
    model.addAttribute("asked", asked);
    model.addAttribute("brand", Optional.ofNullable(brand).map(BrandPages::line).orElse(null));
    model.addAttribute("active", brand != null && brand.endedAt() == null);
    model.addAttribute("ended", brand == null || brand.endedAt() == null ? "" : WorkCalendar.DAY.format(brand.endedAt()));
    model.addAttribute("endReason", brand == null ? "" : brand.endReason());
    return "portal/verify";
  }

  private static BrandLine line(Brands.Brand brand) {
    return new BrandLine(
        brand.name(),
        brand.groupName(),
        brand.number(),
        WorkCalendar.DAY.format(brand.awardedAt()),
        brand.stars() == null ? "尚未续评" : "★".repeat(brand.stars()));
  }
}
