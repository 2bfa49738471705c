package org.hatchery.organisation;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;

/** A folder of files to import, written by a test. */
class TestFolder {

  private final Path folder;

  TestFolder(Path folder) {
    this.folder = folder;
  }

  TestFolder file(String name, String... lines) throws IOException {
    return file(name, StandardCharsets.UTF_8, String.join("\n", lines) + "\n");
  }

  TestFolder file(String name, Charset charset, String content) throws IOException {
    Files.write(folder.resolve(name), content.getBytes(charset));
    return this;
  }

  FileSystemResource resource() {
    return new FileSystemResource(folder + "/");
  }

  /** A city with all five levels, "t5", and one with three, "t3". */
  TestFolder cities() throws IOException {
    file(
        "organisations.csv",
        "code,name,level,kind,parent,registration",
        "t5,五级市,市,党组织,,",
        "t5-s,五级街道,街道,党组织,t5,",
        "t5-s2,空缺街道,街道,党组织,t5,",
        "t5-m,五级街道管理中心,,管理中心,t5-s,",
        "t5-c,五级社区,社区,党组织,t5-s,",
        "t5-c2,空缺社区,社区,党组织,t5-s2,",
        "t5-g,五级网格,网格,党组织,t5-c,",
        "t5-b,五级楼栋,楼栋,党组织,t5-g,",
        "t5-v,五级志愿队,,志愿队,t5-b,备案",
        "t5-v2,空缺志愿队,,志愿队,t5-c2,未登记",
        "t3,三级市,市,党组织,,",
        "t3-m,三级市管理中心,,管理中心,t3,",
        "t3-c,三级社区,社区,党组织,t3,",
        "t3-v,三级社会组织,,社会组织,t3-c,登记");
    file(
        "people.csv",
        "id,name,phone,email",
        "t5.signer,市签批,,",
        "t5.clerk,市经办,,",
        "t5.expert,市专家,,",
        "t5-s.clerk,街道经办,,",
        "t5-s.signer,街道签批,,",
        "t5-s.expert,街道专家,,",
        "t5-m.mentor,导师,,",
        "t5-m.signer,中心签批,,",
        "t5-c.clerk,社区经办,,",
        "t5-c.signer,社区签批,,",
        "t5-v.leader,队长,,",
        "t5.spare,𠮷野·替补,,",
        "t3.signer,三级签批,,",
        "t3-c.clerk,三级经办,,");
    return file(
        "roles.csv",
        "person,organisation,role,areas,since,until",
        "t5.signer,t5,signer,,2020-01-01,",
        "t5.clerk,t5,clerk,,2020-01-01,",
        "t5.expert,t5,expert,elderly;health,2020-01-01,",
        "t5-s.clerk,t5-s,clerk,,2020-01-01,",
        "t5-s.signer,t5-s,signer,,2020-01-01,",
        "t5-s.expert,t5-s,expert,environment,2020-01-01,",
        "t5.expert,t5-s,expert,daily,2020-01-01,",
        "t5-m.mentor,t5-m,mentor,,2020-01-01,",
        "t5-m.signer,t5-m,signer,,2020-01-01,",
        "t5-c.clerk,t5-c,clerk,,2020-01-01,",
        "t5-c.signer,t5-c,signer,,2020-01-01,",
        "t5-v.leader,t5-v,leader,,2020-01-01,",
        "t3.signer,t3,signer,,2020-01-01,",
        "t3-c.clerk,t3-c,clerk,,2020-01-01,");
  }
}
