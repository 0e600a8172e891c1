CREATE TABLE "place_keys" (
	"id" integer NOT NULL,
	"subject" text NOT NULL,
	"keys" integer[] NOT NULL,
	CONSTRAINT "place_keys_subject_id_pk" PRIMARY KEY("subject","id")
);
--> statement-breakpoint
CREATE TABLE "search_state" (
	"id" smallint PRIMARY KEY NOT NULL,
	"keys_version" smallint NOT NULL
);
--> statement-breakpoint
-- What a building and its address are called is in buildings; here stays what it is called besides.
DELETE FROM "building_names" WHERE "kind" <> 'alias';--> statement-breakpoint
DROP INDEX "building_names_exact";--> statement-breakpoint
DROP INDEX "building_names_near";--> statement-breakpoint
ALTER TABLE "building_names" DROP CONSTRAINT "building_names_building_id_name_pk";--> statement-breakpoint
ALTER TABLE "building_names" ADD COLUMN "id" integer PRIMARY KEY NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "building_names_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "warm_stations" ADD COLUMN "exceptions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "warm_stations" ADD COLUMN "closed_on" date;--> statement-breakpoint
CREATE INDEX "place_keys_keys" ON "place_keys" USING gin ("keys") WITH (fastupdate=false);--> statement-breakpoint
ALTER TABLE "building_names" DROP COLUMN "normalised";--> statement-breakpoint
ALTER TABLE "building_names" ADD CONSTRAINT "building_names_once" UNIQUE("building_id","name");