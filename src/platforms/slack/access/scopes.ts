/** What the tutor asks a workspace for; the manifests name the same, and docs/slack.md says what each is for. */
export const SCOPES = ["chat:write", "commands", "im:write", "users:read", "channels:read", "groups:read"] as const;

/** What a workspace may leave out; the tutor does without. */
export const OPTIONAL_SCOPES = ["chat:write.public", "files:write", "channels:history", "groups:history"] as const;
