package org.hatchery.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param from address the mails come from; needed only where a mail server is configured
 * @param fromName name shown beside it
 * @param keepDays how long mails that are done with are kept, in days
 */
@ConfigurationProperties("hatchery.mail")
record MailSettings(
    @DefaultValue("") String from, @DefaultValue("出壳") String fromName, @DefaultValue("365") int keepDays) {}
