package org.hatchery.organisation;

/**
 * Somebody with an account.
 *
 * @param id the user id at sign-in and in the engine
 * @param name any Unicode, at most 60 characters
 * @param phone may be null
 * @param email may be null: gets no mail
 */
public record Person(String id, String name, String phone, String email) {}
