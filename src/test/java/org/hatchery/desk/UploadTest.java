package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.hatchery.HatcheryTest;
import org.hatchery.Visitor;
import org.hatchery.project.Documents;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What becomes of files that a leader uploads: what is refused and why, what is taken out, what is kept and served. */
@HatcheryTest
class UploadTest {

  @LocalServerPort int port;
  @Autowired SampleProjects samples;
  @Autowired Documents documents;

  private String number;
  private Visitor leader;

  @BeforeEach
  void signedIn() {
    number = samples.inStage(Stage.INCUBATION, "yijian");
    leader = Visitor.signedIn(port, "yijian.leader");
  }

  @Test
  void officeFilesThatUnpackIntoTooMuchAreRefused() throws IOException {
    refused("炸弹.docx", SampleFiles.word(Map.of("word/media/a.xml", new byte[210 * 1024 * 1024])), "解开后超过 200 MB");
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 5_001; i++) {
      many.put("word/" + i + ".xml", new byte[1]);
    }
    refused("很多.docx", SampleFiles.word(many), "部件超过 5000 个");

    // two tables that unpack to half of what is allowed each, and one that says it is small
    byte[] half = SampleFiles.excel(Map.of("xl/a.xml", new byte[110 * 1024 * 1024]));
    refused("套.docx", SampleFiles.word(Map.of("word/embeddings/1.xlsx", half, "word/embeddings/2.xlsx", half)), "解开后超过 200 MB");
    byte[] lies = SampleFiles.word(Map.of("word/z.xml", new byte[210 * 1024 * 1024]));
    saysSmall(lies);
    refused("谎报.docx", lies, "解开后超过 200 MB");
  }

  @Test
  void officeFilesWithProgramsOrOtherFilesAreRefused() throws IOException {
    byte[] ole = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0, 0, 0};
    byte[] table = SampleFiles.excel(Map.of());
    refused("宏.docx", SampleFiles.word(Map.of("word/vbaProject.bin", new byte[9])), "含宏或控件");
    refused("宏.xlsx", SampleFiles.excel(Map.of("xl/macrosheets/sheet1.xml", new byte[9])), "含宏或控件");
    refused("控件.docx", SampleFiles.word(Map.of("word/activeX/activeX1.xml", new byte[9])), "含宏或控件");
    refused("改名.docx", SampleFiles.word(Map.of("word/picture.dat", ole)), "嵌入了其他程序的文件");
    refused("程序.docx", SampleFiles.word(Map.of("word/picture.png", new byte[] {'M', 'Z', 0})), "嵌入了其他程序的文件");
    refused("包.docx", SampleFiles.word(Map.of("word/a.zip", SampleFiles.zip(Map.of("a.exe", new byte[1])))), "还有压缩文件");
    refused("包.docx", SampleFiles.word(Map.of("word/a", new byte[] {'R', 'a', 'r', '!', 0x1a})), "还有压缩文件");
    byte[] twice = SampleFiles.excel(Map.of("xl/embeddings/2.xlsx", table));
    refused("三层.docx", SampleFiles.word(Map.of("word/embeddings/1.xlsx", twice)), "还有压缩文件");
    byte[] macro = SampleFiles.excel(Map.of("xl/vbaProject.bin", new byte[9]));
    refused("表中宏.docx", SampleFiles.word(Map.of("word/embeddings/1.xlsx", macro)), "含宏或控件");
    byte[] locked = SampleFiles.word(Map.of());
    locked[6] |= 1;
    refused("加密.docx", locked, "设了密码");
    byte[] cut = SampleFiles.word(Map.of());
    cut[cut.length - 4] = 0x7f;
    refused("损坏.docx", cut, "类型不能上传");

    kept("图表.docx", SampleFiles.word(Map.of("word/embeddings/1.xlsx", table)));
  }

  @Test
  void picturesAreDrawnAnewUprightAndWithoutWhatTheCameraNoted() throws IOException {
    byte[] held = SampleFiles.photograph(SampleFiles.picture(80, 40), 6, "N35.4 E117.0");
    assertThat(says(kept("合影.jpg", held))).contains("拍摄时间、地点、设备等信息已去掉");
    byte[] stored = content("合影.jpg");
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "N35.4");
    BufferedImage upright = ImageIO.read(new ByteArrayInputStream(stored));
    assertThat(upright.getWidth()).isEqualTo(40);
    assertThat(upright.getHeight()).isEqualTo(80);
    // held to the left, what was left is above
    assertThat(new Color(upright.getRGB(20, 10)).getRed()).isGreaterThan(200);
    assertThat(new Color(upright.getRGB(20, 70)).getBlue()).isGreaterThan(200);
    Documents.Document document = document("合影.jpg");
    assertThat(document.sizeBytes()).isEqualTo(stored.length);
    assertThat(document.sha256()).isEqualTo(sha256(stored));

    byte[] png = SampleFiles.image("png", SampleFiles.picture(60, 30));
    byte[] noted = SampleFiles.withChunk(png, "tEXt", SampleFiles.text("Author\0xumeirong"));
    assertThat(says(kept("标识.png", SampleFiles.join(noted, SampleFiles.text("<script>藏在后面</script>"))))).contains("信息已去掉");
    assertThat(new String(content("标识.png"), StandardCharsets.UTF_8)).doesNotContain("xumeirong", "script");
    assertThat(ImageIO.read(new ByteArrayInputStream(content("标识.png"))).getRGB(5, 5)).isEqualTo(Color.RED.getRGB());

    byte[] moving = SampleFiles.withChunk(png, "acTL", ByteBuffer.allocate(8).putInt(3).putInt(0).array());
    assertThat(says(kept("动图.png", moving))).contains("只留了第一幅");
    kept("没有话说.png", png);

    HttpResponse<String> beside = CasePagesTest.uploadInTasklist(leader, number, "任务里.png", noted);
    assertThat(beside.statusCode()).isEqualTo(200);
    assertThat(beside.body()).contains("已上传。图片里的拍摄时间、地点、设备等信息已去掉。", "任务里.png").doesNotContain("<html");
    assertThat(CasePagesTest.problem(CasePagesTest.uploadInTasklist(leader, number, "坏.png", SampleFiles.hugePng(20, 20))))
        .contains("打不开");
  }

  @Test
  void everyWayACameraIsHeldComesOutUpright() throws IOException {
    // where the red half of the picture lies afterwards: left, right, above, below
    Map<Integer, int[]> red =
        Map.of(1, new int[] {5, 20}, 2, new int[] {75, 20}, 3, new int[] {75, 20}, 4, new int[] {5, 20},
            5, new int[] {20, 5}, 6, new int[] {20, 5}, 7, new int[] {20, 75}, 8, new int[] {20, 75});
    for (int held = 1; held <= 8; held++) {
      Taken taken = Taken.of("x.jpg", SampleFiles.photograph(SampleFiles.picture(80, 40), held, "x"));
      BufferedImage upright = ImageIO.read(new ByteArrayInputStream(taken.content()));
      Color at = new Color(upright.getRGB(red.get(held)[0], red.get(held)[1]));
      assertThat(at.getRed()).as("held " + held).isGreaterThan(200);
      assertThat(at.getBlue()).as("held " + held).isLessThan(60);
    }
  }

  @Test
  void picturesThatAreTooLargeOrBrokenAreRefused() throws IOException {
    refused("大.png", SampleFiles.hugePng(8_000, 5_001), "4000 万像素，最多 4000 万");
    refused("很大.png", SampleFiles.hugePng(100_000, 100_000), "像素，最多 4000 万");
    byte[] png = SampleFiles.image("png", SampleFiles.picture(1_000, 1_000));
    refused("动图.png", SampleFiles.withChunk(png, "acTL", ByteBuffer.allocate(8).putInt(41).putInt(0).array()), "4100 万像素");
    refused("坏.png", SampleFiles.hugePng(20, 20), "打不开");
    refused("坏.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1, 0, 4, 0, 0}, "打不开");
  }

  @Test
  void pdfsWithProgramsOrOtherFilesAreRefused() throws IOException {
    refused("脚本.pdf",
        SampleFiles.pdf(d -> d.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"))), "有脚本");
    refused("启动.pdf", SampleFiles.pdf(d -> d.getDocumentCatalog().setOpenAction(new PDActionLaunch())), "会启动程序");
    refused("附件.pdf", SampleFiles.pdf(UploadTest::attach), "附带了其他文件");
    refused("密码.pdf", SampleFiles.pdf(d -> protect(d, "secret")), "设了打开密码");
    refused("不是.pdf", SampleFiles.text("%PDF-1.7 只有开头"), "打不开");
    refused("空.pdf", SampleFiles.pdf(d -> d.removePage(0)), "打不开");
    byte[] pdf = SampleFiles.pdf();
    byte[] bomb = SampleFiles.text("\n9 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\n");
    refused("炸弹.pdf", SampleFiles.join(pdf, bomb, deflated(110 * 1024 * 1024)), "解开后过大");
  }

  @Test
  void pdfsLoseTheirAuthorUnlessTheyAreSigned() throws IOException {
    byte[] written = SampleFiles.pdf(d -> d.getDocumentInformation().setAuthor("xumeirong"));
    assertThat(says(kept("总结.pdf", written))).contains("作者、软件、时间等信息已去掉");
    try (PDDocument stored = Loader.loadPDF(content("总结.pdf"))) {
      assertThat(stored.getDocumentInformation().getAuthor()).isNull();
      assertThat(stored.getNumberOfPages()).isEqualTo(1);
    }
    byte[] signed = SampleFiles.pdf(d -> {
      d.getDocumentInformation().setAuthor("gongzhang");
      try {
        d.addSignature(new PDSignature());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
    kept("盖章.pdf", signed);
    assertThat(content("盖章.pdf")).isEqualTo(signed);
    byte[] closed = SampleFiles.pdf(d -> protect(d, ""));
    kept("限制.pdf", closed);
    assertThat(content("限制.pdf")).isEqualTo(closed);
  }

  @Test
  void tablesAreNotComputedWhenTheyAreOpened() throws IOException {
    String table = "姓名,电话,备注\n张敏,+8613800001234,-5\n=cmd|' /C calc'!A0,\"@SUM(A1)\",\"两行\n=不是\"\n-,+1+1,平\t=HYPERLINK(1)\n";
    assertThat(says(kept("签到.csv", SampleFiles.text(table)))).contains("有 4 个单元格", "加了单引号");
    assertThat(new String(content("签到.csv"), StandardCharsets.UTF_8))
        .isEqualTo(
            "姓名,电话,备注\n张敏,+8613800001234,-5\n'=cmd|' /C calc'!A0,\"'@SUM(A1)\",\"两行\n=不是\"\n-,'+1+1,平\t'=HYPERLINK(1)\n");
    Charset chinese = Charset.forName("GB18030");
    kept("老.csv", "一,=1+1\n".getBytes(chinese));
    assertThat(new String(content("老.csv"), chinese)).isEqualTo("一,'=1+1\n");
    kept("普通.csv", SampleFiles.text("一,二\n"));
    kept("说明.txt", SampleFiles.text("=不是表格\n"));
    assertThat(content("说明.txt")).isEqualTo(SampleFiles.text("=不是表格\n"));
  }

  @Test
  void whatIsServedIsSavedAndNeverShown() throws IOException {
    kept("合影 “一”.png", SampleFiles.image("png", SampleFiles.picture(20, 20)));
    HttpResponse<String> answer = leader.get("/desk/documents/" + document("合影 “一”.png").id());
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment;")
        .contains("filename*=UTF-8''%E5%90%88%E5%BD%B1%20%E2%80%9C%E4%B8%80%E2%80%9D.png");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsOnly("nosniff");
    // of several policies a browser keeps each
    assertThat(String.join(" ", answer.headers().allValues("Content-Security-Policy"))).contains("default-src 'none'", "sandbox");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
  }

  private void refused(String name, byte[] content, String why) throws IOException {
    HttpResponse<String> answer = CasePagesTest.upload(leader, number, name, content);
    assertThat(CasePagesTest.problem(answer)).contains(name, why);
    assertThat(documents.of(number)).extracting(Documents.Document::name).as("nothing is kept").doesNotContain(name);
  }

  private HttpResponse<String> kept(String name, byte[] content) throws IOException {
    HttpResponse<String> answer = CasePagesTest.upload(leader, number, name, content);
    assertThat(answer.statusCode()).as(name + " " + answer.body()).isEqualTo(302);
    document(name);
    return answer;
  }

  /** What the page says after the upload. */
  private String says(HttpResponse<String> answer) {
    return leader.get(answer.headers().firstValue("Location").orElseThrow().replaceAll("#.*", "")).body();
  }

  private Documents.Document document(String name) {
    List<Documents.Document> all = documents.of(number).stream().filter(one -> one.name().equals(name)).toList();
    assertThat(all).as(name).hasSize(1);
    return all.get(0);
  }

  private byte[] content(String name) {
    return documents.content(document(name));
  }

  /** The directory at the end says of each part that it unpacks to a few bytes. */
  private static void saysSmall(byte[] zip) {
    for (int i = 0; i < zip.length - 28; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        System.arraycopy(new byte[] {9, 0, 0, 0}, 0, zip, i + 24, 4);
      }
    }
  }

  private static void attach(PDDocument document) {
    try {
      PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[] {'M', 'Z'}));
      PDComplexFileSpecification specification = new PDComplexFileSpecification();
      specification.setFile("程序.exe");
      specification.setEmbeddedFile(file);
      PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
      files.setNames(Map.of("程序.exe", specification));
      PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
      names.setEmbeddedFiles(files);
      document.getDocumentCatalog().setNames(names);
      document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), specification);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void protect(PDDocument document, String opens) {
    try {
      document.protect(new StandardProtectionPolicy("owner", opens, new AccessPermission()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] deflated(int size) {
    java.util.zip.Deflater deflater = new java.util.zip.Deflater();
    deflater.setInput(new byte[size]);
    deflater.finish();
    byte[] out = new byte[size / 100];
    int length = deflater.deflate(out);
    deflater.end();
    return java.util.Arrays.copyOf(out, length);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
