import type { CircuitRow, PostRow, ScheduleRow, SlotRow } from "./clock-tables.ts";
import type { DrillContractRow, DrillPressRow, DrillRow } from "./drill-tables.ts";

/**
 * The rows as they lie in the database, one type a table; migrations/schema.sql is the same in SQL.
 * Instants are epoch milliseconds, yes and no are 1 and 0, lists and answers are JSON text.
 */
export type Tables = {
  readonly learners: LearnerRow;
  readonly places: PlaceRow;
  readonly sittings: SittingRow;
  readonly asks: AskRow;
  readonly answers: AnswerRow;
  readonly reviews: ReviewRow;
  readonly totals: TotalRow;
  readonly check_totals: CheckTotalRow;
  readonly check_versions: CheckVersionRow;
  readonly questions: QuestionRow;
  readonly question_totals: QuestionTotalRow;
  readonly leaderboard: LeaderboardRow;
  readonly outages: OutageRow;
  readonly tenants: TenantRow;
  readonly applications: ApplicationRow;
  readonly schedules: ScheduleRow;
  readonly slots: SlotRow;
  readonly posts: PostRow;
  readonly circuits: CircuitRow;
  readonly drills: DrillRow;
  readonly drill_presses: DrillPressRow;
  readonly drill_contracts: DrillContractRow;
  readonly web_profiles: WebProfileRow;
  readonly web_messages: WebMessageRow;
  readonly counters: CounterRow;
  readonly slack_installations: SlackInstallationRow;
  readonly slack_workspaces: SlackWorkspaceRow;
};

type LearnerRow = {
  readonly id: string;
  readonly platform: string;
  readonly tenant: string;
  readonly person: string;
  readonly created_at: number;
};

type PlaceRow = {
  readonly id: string;
  readonly platform: string;
  readonly tenant: string;
  readonly channel: string;
  readonly kind: "channel" | "direct";
  readonly zone: string | null;
};

type SittingRow = {
  readonly id: string;
  readonly learner_id: string;
  readonly place_id: string;
  readonly kind: "chapter" | "quiz" | "retry" | "question";
  readonly chapter: string | null;
  readonly checks: string;
  readonly page: number;
  readonly furthest: number;
  readonly started_at: number;
  readonly touched_at: number;
  readonly finished_at: number | null;
  readonly question_id: string | null;
};

type AskRow = {
  readonly id: string;
  readonly sitting_id: string;
  readonly learner_id: string;
  readonly page: number;
  readonly check_key: string;
  readonly version: string;
  readonly choice_order: string;
  readonly picks: string;
  readonly message: string | null;
  readonly posed_at: number;
};

type AnswerRow = {
  readonly ask_id: string;
  readonly learner_id: string;
  readonly check_key: string;
  readonly version: string;
  readonly response: string;
  readonly is_right: number;
  readonly tags: string;
  readonly answered_at: number;
};

export type ReviewRow = {
  readonly learner_id: string;
  readonly check_key: string;
  readonly due: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly scheduled_days: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: number;
  readonly last_review: number;
  readonly last_right: number;
  readonly before: string | null;
  readonly confidence: number | null;
};

type TotalRow = {
  readonly place_id: string;
  readonly period: string;
  readonly learner_id: string;
  readonly points: number;
  readonly reached_at: number;
  /** Whether the learner has joined the leaderboards: 1 or 0. */
  readonly joined: number;
};

type CheckTotalRow = {
  readonly check_key: string;
  readonly version: string;
  readonly choice: number;
  readonly answers: number;
};

type CheckVersionRow = { readonly check_key: string; readonly version: string; readonly body: string };

type QuestionRow = {
  readonly id: string;
  readonly place_id: string;
  readonly check_key: string;
  readonly version: string;
  readonly choice_order: string;
  readonly posed_at: number;
  readonly closes_at: number;
  readonly closed_at: number | null;
  readonly answers: number;
};

type QuestionTotalRow = { readonly question_id: string; readonly choice: number; readonly answers: number };

type LeaderboardRow = { readonly learner_id: string; readonly name: string; readonly joined_at: number };

type OutageRow = { readonly started_at: number; readonly ended_at: number };

type TenantRow = {
  readonly platform: string;
  readonly tenant: string;
  readonly joined_at: number;
  readonly removed_at: number | null;
};

type ApplicationRow = { readonly platform: string; readonly application: string };

type WebProfileRow = { readonly learner_id: string; readonly name: string; readonly created_at: number };

type WebMessageRow = {
  readonly id: string;
  readonly channel: string;
  readonly position: number;
  readonly revision: number;
  readonly author_id: string | null;
  readonly audience_id: string | null;
  readonly body: string;
  readonly created_at: number;
  readonly changed_at: number | null;
};

type CounterRow = {
  readonly name: "web_revision" | "probe" | "seen_at" | "clock_ahead" | "zone_rules";
  readonly value: number;
};

type SlackInstallationRow = {
  readonly owner: "workspace" | "organisation";
  readonly id: string;
  readonly body: string;
  readonly installed_at: number;
};

type SlackWorkspaceRow = { readonly team: string; readonly enterprise: string };
