CREATE TABLE "card_moves" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "card_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"card_id" integer NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"by_person" integer NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"membership_id" integer NOT NULL,
	"status" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"hand_over" jsonb,
	"tail" "bytea",
	CONSTRAINT "cards_membership_id_unique" UNIQUE("membership_id")
);
--> statement-breakpoint
CREATE TABLE "membership_moves" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "membership_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"membership_id" integer NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"reason" text,
	"by_person" integer,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "applications_one_open";--> statement-breakpoint
DROP INDEX "applications_waiting";--> statement-breakpoint
ALTER TABLE "application_moves" ADD COLUMN "words" "bytea";--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "status" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "card_moves" ADD CONSTRAINT "card_moves_card_id_cards_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_moves" ADD CONSTRAINT "card_moves_by_person_people_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_moves" ADD CONSTRAINT "membership_moves_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_moves" ADD CONSTRAINT "membership_moves_by_person_people_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_moves_card" ON "card_moves" USING btree ("card_id");--> statement-breakpoint
CREATE INDEX "cards_status" ON "cards" USING btree ("status");--> statement-breakpoint
CREATE INDEX "membership_moves_membership" ON "membership_moves" USING btree ("membership_id");--> statement-breakpoint
CREATE INDEX "applications_phone" ON "applications" USING btree ("phone_index");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_one_open" ON "applications" USING btree ("person_id") WHERE "applications"."status" in ('submitted', 'needs_info', 'appealed');--> statement-breakpoint
CREATE INDEX "applications_waiting" ON "applications" USING btree ("union_id","submitted_at") WHERE "applications"."status" in ('submitted', 'appealed');