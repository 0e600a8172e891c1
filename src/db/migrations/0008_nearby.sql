DROP INDEX "buildings_street";--> statement-breakpoint
CREATE INDEX "buildings_by_street" ON "buildings" USING btree ("street_id","name");--> statement-breakpoint
CREATE INDEX "buildings_at" ON "buildings" USING gist (point("longitude", "latitude")) WHERE "buildings"."closed_on" is null;